using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>yarn cache clean</c> after the last install of the RUN, or a mount over yarn's cache. <c>yarn</c> alone and
/// <c>yarn add</c> install too. What a stage only lends its files to is not looked at, and Berry is left alone, whose
/// cache can be what the program runs from.
/// </summary>
internal sealed class YarnCacheKept() : LeavesCache(
    new("DL3060", "YarnCacheKept", Severity.Info, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "The cache of yarn stays in a layer.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Yarn)
{
    protected override bool IsOutside(RunSyntax run, RuleContext context, ImmutableArray<string> folders) =>
        !Shipping.IsShipped(context) || base.IsOutside(run, context, folders);

    protected override bool IsNeeded(RuleContext context) => context.HasBerry;
}
