using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>The package managers that are known.</summary>
internal static class PackageManagers
{
    /// <summary>Those of systems.</summary>
    public static ImmutableArray<PackageManager> OfSystems { get; } =
    [
        PackageManager.Apt, PackageManager.AptArchives, PackageManager.Apk, PackageManager.Yum, PackageManager.Dnf, PackageManager.Tdnf,
        PackageManager.Zypper,
    ];

    /// <summary>Those of languages.</summary>
    public static ImmutableArray<PackageManager> OfLanguages { get; } =
    [
        PackageManager.Pip, PackageManager.Uv, PackageManager.Poetry, PackageManager.Conda, PackageManager.Yarn, PackageManager.Npm,
        PackageManager.Pnpm, PackageManager.Bun, PackageManager.Gem, PackageManager.Bundler, PackageManager.Composer, PackageManager.Pecl,
        PackageManager.Go, PackageManager.Cargo, PackageManager.DotNet, PackageManager.Maven, PackageManager.Gradle,
    ];

    /// <summary>All of them.</summary>
    public static ImmutableArray<PackageManager> All { get; } = [.. OfSystems, .. OfLanguages];
}
