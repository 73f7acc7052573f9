using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The lists that <c>update</c> downloads go stale and are not needed after the install. They are removed in the same
/// RUN by <c>rm</c> or <c>find -delete</c>, or never enter the layer: mounts over /var/lib/apt/lists, or over both
/// /var/lib/apt and /var/cache/apt.
/// </summary>
internal sealed class AptListsKept() : LeavesCache(
    new("DL3009", "AptListsKept", Severity.Info, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "The package lists of apt stay in a layer.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Apt)
{
    protected override bool IsOutside(RunSyntax run, RuleContext context, ImmutableArray<string> folders)
    {
        string[] mounted = [.. CacheFolder.MountPoints(run, context)];
        return !Shipping.IsShipped(context)
            || mounted.Contains("/var/lib/apt/lists")
            || (mounted.Contains("/var/lib/apt") && mounted.Contains("/var/cache/apt"));
    }
}
