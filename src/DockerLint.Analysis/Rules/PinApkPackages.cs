using System.Collections.Immutable;
using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>=</c>, <c>~</c>, <c>&lt;</c> or <c>&gt;</c> after the name; a file (<c>x.apk</c>) has its own version. Alpine keeps
/// only the newest version of a package, so a pinned one will be gone; <c>name~1.2</c> bends further.
/// </summary>
internal sealed class PinApkPackages() : Unpinned(
    new("DL3018", "PinApkPackages", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "A package is installed by apk without its version.") { VisitsOnbuild = true },
    "NAME=VERSION", PackageManager.Apk.Programs)
{
    protected override ImmutableArray<CommandWord> PackagesOf(Invocation command) => PackageManager.Apk.PackagesOf(command);

    protected override bool IsPinned(CommandWord package, RuleContext context) =>
        package.Text.IndexOfAny(['=', '~', '<', '>']) >= 0
        || package.Text.EndsWith(".apk", StringComparison.Ordinal)
        || package.Text.StartsWith('!');
}
