using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Oci.Registry;

namespace DockerLint.BuildKit.Control;

/// <summary>What a daemon is given besides the graph.</summary>
/// <param name="Credentials">Knows who we are at registries.</param>
public sealed record SolveSettings(ICredentialSource Credentials)
{
    /// <summary>The build contexts, by the names that the graph gives them.</summary>
    public ImmutableDictionary<string, BuildContext> Contexts { get; init; } = ImmutableDictionary.Create<string, BuildContext>(StringComparer.Ordinal);

    /// <summary>Secrets by name.</summary>
    public ImmutableDictionary<string, ReadOnlyMemory<byte>> Secrets { get; init; } =
        ImmutableDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>The sockets of agents with keys, by name.</summary>
    public ImmutableDictionary<string, string> Agents { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Where the result goes; none to leave it in the daemon's cache.</summary>
    public ImmutableArray<BuildOutput> Outputs { get; init; } = [];

    /// <summary>Where the daemon takes what was done before.</summary>
    public ImmutableArray<CacheLocation> CachesFrom { get; init; } = [];

    /// <summary>Where the daemon leaves what it has done.</summary>
    public ImmutableArray<CacheLocation> CachesTo { get; init; } = [];

    /// <summary>What the build may do that not every build may: <c>network.host</c>, <c>security.insecure</c>.</summary>
    public ImmutableArray<string> Entitlements { get; init; } = [];
}
