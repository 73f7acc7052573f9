using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary><c>-y</c> or <c>--assumeyes</c> answers, for install, groupinstall and localinstall.</summary>
internal sealed class YumWithoutYes() : AsksFirst(
    new("DL3030", "YumWithoutYes", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "An install by yum asks for confirmation.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Yum);
