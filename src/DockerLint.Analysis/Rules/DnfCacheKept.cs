using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>clean all</c> of the same program after the last install or upgrade of the RUN, or a removal of the folder:
/// /var/cache/dnf, of version 5 /var/cache/libdnf5, either where the version is not known. A mount there keeps it out of the layer.
/// </summary>
internal sealed class DnfCacheKept() : LeavesCache(
    new("DL3040", "DnfCacheKept", Severity.Warning, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "The cache of dnf or microdnf stays in a layer.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Dnf);
