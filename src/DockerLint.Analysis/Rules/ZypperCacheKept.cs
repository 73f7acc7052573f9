using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Rules;

/// <summary><c>zypper clean</c> (<c>cc</c>) after the last install of the RUN; a mount over /var/cache/zypp keeps it out of the layer.</summary>
internal sealed class ZypperCacheKept() : LeavesCache(
    new("DL3036", "ZypperCacheKept", Severity.Warning, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "The cache of zypper stays in a layer.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Zypper);
