using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>yum clean all</c> after the last install of the RUN, or a removal of the folder; a mount over /var/cache/yum or
/// /var/cache/dnf keeps it out of the layer.
/// </summary>
internal sealed class YumCacheKept() : LeavesCache(
    new("DL3032", "YumCacheKept", Severity.Warning, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "The cache of yum stays in a layer.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Yum);
