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

    /// <summary>Whether a file is one by its name that says only what another one does not.</summary>
    internal static bool IsOverride(string name) => name.Contains(".override.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The files that one can be merged into, the strongest last.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">What it is called.</param>
    internal static IEnumerable<string> Before(HostKind kind, string name) => kind switch
    {
        HostKind.Compose => s_compose.Contains(name) ? [] : s_compose,
        HostKind.Bake => OfBake.Contains(name) ? OfBake.TakeWhile(other => other != name) : s_bake,
        _ => [],
    };
}
