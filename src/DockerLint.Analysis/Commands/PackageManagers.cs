using System.Collections.Frozen;
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

    private static readonly FrozenDictionary<string, ImmutableArray<PackageManager>> s_byProgram = OfSystems.Concat(OfLanguages)
        .SelectMany(static manager => manager.Programs.Select(program => (Program: program, Manager: manager)))
        .GroupBy(static entry => entry.Program, static entry => entry.Manager, StringComparer.Ordinal)
        .ToFrozenDictionary(static group => group.Key, static group => group.ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>Those that a program runs.</summary>
    public static ImmutableArray<PackageManager> Of(string program) =>
        s_byProgram.TryGetValue(program, out ImmutableArray<PackageManager> managers) ? managers : [];
}
