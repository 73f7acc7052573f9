using System.Collections.Immutable;
using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A version is <c>=VERSION</c> or <c>/RELEASE</c> after the name; a file (<c>./x.deb</c>) has its own. <c>name-</c>
/// removes a package. Debian takes old versions out of its archive, so a pinned one may be gone.
/// </summary>
internal sealed class PinAptPackages() : Unpinned(
    new("DL3008", "PinAptPackages", Severity.Warning, Category.Reproducibility, Profiles.Hadolint, "A package is installed by apt-get without its version.") { VisitsOnbuild = true },
    "NAME=VERSION", PackageManager.AptGet.Programs)
{
    protected override ImmutableArray<CommandWord> PackagesOf(Invocation command) => PackageManager.AptGet.PackagesOf(command);

    protected override bool IsPinned(CommandWord package, RuleContext context) =>
        package.Text.IndexOfAny(['=', '/']) >= 0
        || package.Text.EndsWith(".deb", StringComparison.Ordinal)
        || package.Text.EndsWith('-');
}
