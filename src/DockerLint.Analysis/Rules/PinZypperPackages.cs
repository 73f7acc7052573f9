using System.Collections.Immutable;
using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>=</c>, <c>&lt;</c> or <c>&gt;</c> after the name, the signs quoted from the shell; a file (<c>x.rpm</c>) has its own
/// version.
/// </summary>
internal sealed class PinZypperPackages() : Unpinned(
    new("DL3037", "PinZypperPackages", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "A package is installed by zypper without its version.") { VisitsOnbuild = true },
    "NAME=VERSION", PackageManager.Zypper.Programs)
{
    protected override ImmutableArray<CommandWord> PackagesOf(Invocation command) => PackageManager.Zypper.PackagesOf(command);

    protected override bool IsPinned(CommandWord package, RuleContext context) =>
        package.Text.IndexOfAny(['=', '<', '>']) >= 0 || package.Text.EndsWith(".rpm", StringComparison.Ordinal);
}
