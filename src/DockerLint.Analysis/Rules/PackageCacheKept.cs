using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// What package managers download they keep for the next time, which does not come in an image. For those that
/// hadolint's rules leave out: npm, uv, conda, gem, composer, go, cargo, dotnet, mvn and more.
/// </summary>
internal sealed class PackageCacheKept() : LeavesCache(
    new("DK3005", "PackageCacheKept", Severity.Info, Category.Efficiency, Profiles.Recommended, "The cache of a package manager stays in a layer."),
    [PackageManager.Tdnf, .. PackageManagers.OfLanguages.Except([PackageManager.Pip, PackageManager.Yarn])])
{
    protected override bool IsOutside(RunSyntax run, RuleContext context, ImmutableArray<string> folders) =>
        !Shipping.IsShipped(context) || base.IsOutside(run, context, folders);
}
