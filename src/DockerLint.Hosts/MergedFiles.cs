using System.Collections.Immutable;
using DockerLint.Semantics;

namespace DockerLint.Hosts;

/// <summary>The files of a folder that are read as one, where nobody says which ones.</summary>
public static class MergedFiles
{
    private static readonly ImmutableArray<string> s_compose = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    private static readonly ImmutableArray<string> s_bake = [.. s_compose, "docker-bake.json", "docker-bake.hcl"];

    /// <summary>
    /// Those that bake looks for, the strongest last (https://docs.docker.com/build/bake/overrides/, "File lookup").
    /// </summary>
    public static ImmutableArray<string> OfBake { get; } = [.. s_bake, "docker-bake.override.json", "docker-bake.override.hcl"];

    /// <summary>Whether a file is, by its name, one that is laid over another, whose values hold where it has none.</summary>
    internal static bool IsOverride(string name) => name.Contains(".override.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The files that one is merged into, the strongest last.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="exists">Whether there is a file of that name beside it.</param>
    internal static IEnumerable<string> Before(HostKind kind, string name, Func<string, bool> exists) => kind switch
    {
        // Compose takes the first that it finds, bake takes all of them.
        HostKind.Compose => s_compose.Contains(name) ? [] : s_compose.Where(exists).Take(1),
        HostKind.Bake => (OfBake.Contains(name) ? OfBake.TakeWhile(other => other != name) : s_bake).Where(exists),
        _ => [],
    };
}
