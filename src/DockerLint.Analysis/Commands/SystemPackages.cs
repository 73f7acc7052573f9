using System.Collections.Frozen;
using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>The packages that the package managers of distributions install.</summary>
internal static class SystemPackages
{
    private static readonly PackageManager[] s_managers =
    [
        new("apt-get", "apt", "aptitude"), PackageManager.Apk, PackageManager.Yum, PackageManager.Dnf, PackageManager.Zypper,
        new("tdnf"), new("pacman") { Installing = ["-S"] },
    ];

    private static readonly FrozenDictionary<string, PackageManager> s_byProgram = s_managers
        .SelectMany(static manager => manager.Programs.Select(program => KeyValuePair.Create(program, manager)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The packages that a command names to be installed; none where it is another command.</summary>
    public static ImmutableArray<CommandWord> InstalledBy(Invocation command) =>
        s_byProgram.TryGetValue(command.Program, out PackageManager? manager) ? manager.PackagesOf(command) : [];

    /// <summary>Whether a command is one of a package manager.</summary>
    public static bool IsManager(Invocation command) => s_byProgram.ContainsKey(command.Program);

    /// <summary>The name of a package, without the version that is asked for.</summary>
    public static string NameOf(CommandWord package)
    {
        int end = package.Text.AsSpan().IndexOfAny("=<>~");
        return end < 0 ? package.Text : package.Text[..end];
    }
}
