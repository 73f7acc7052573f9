using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary><c>-y</c> or <c>--assumeyes</c> answers, for install, groupinstall and localinstall.</summary>
internal sealed class DnfWithoutYes() : AsksFirst(
    new("DL3038", "DnfWithoutYes", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "An install by dnf or microdnf asks for confirmation.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Dnf);
