using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>-n</c> (<c>--non-interactive</c>) before the command or <c>-y</c> (<c>--no-confirm</c>) after it answers, for install, remove, source-install
/// and patch.
/// </summary>
internal sealed class ZypperWithoutYes() : AsksFirst(
    new("DL3034", "ZypperWithoutYes", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A change by zypper asks for confirmation.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Zypper)
{
    protected override bool TakesOption(Invocation command) => command.Verb is not ("source-install" or "si");
}
