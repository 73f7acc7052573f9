using System.Collections.Immutable;
using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>name:version</c>, or <c>--version</c> for all; a file (<c>x.gem</c>) has its own version. What follows <c>--</c>
/// is for the build of the gem.
/// </summary>
internal sealed class PinGems() : Unpinned(
    new("DL3028", "PinGems", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "A gem is installed without its version.") { VisitsOnbuild = true },
    "NAME:VERSION", PackageManager.Gem.Programs)
{
    protected override ImmutableArray<CommandWord> PackagesOf(Invocation command) =>
        PackageManager.Gem.PackagesOf(command) is { IsEmpty: false } gems && !command.Has("v", "version") ? gems : [];

    protected override bool IsPinned(CommandWord package, RuleContext context) =>
        package.Text.Contains(':', StringComparison.Ordinal) || package.Text.EndsWith(".gem", StringComparison.Ordinal);
}
