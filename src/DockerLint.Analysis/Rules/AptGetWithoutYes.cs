using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>-y</c>, <c>-qq</c>, two <c>-q</c>, <c>-q=2</c> and <c>-o APT::Get::Assume-Yes=true</c> all answer.
/// DEBIAN_FRONTEND answers the questions of packages, not this one.
/// </summary>
internal sealed class AptGetWithoutYes() : AsksFirst(
    new("DL3014", "AptGetWithoutYes", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "An install by apt-get asks for confirmation.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.AptGet)
{
    protected override bool Assents(Invocation command) =>
        command.ValueOf("q") == "2"
        || command.Options.Count(static option => option.Name is "q" or "quiet") >= 2
        || command.Options.Any(static option => option is { Name: "o" or "option", Value: { } setting } && setting.StartsWith("APT::Get::Assume-Yes", StringComparison.OrdinalIgnoreCase));
}
