using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.BuildKit.Llb;
using DockerLint.Oci.Registry;

namespace DockerLint.BuildKit.Control;

/// <summary>How a daemon builds.</summary>
/// <param name="Build">Contexts, secrets and agents, and what the embedded engine is told too.</param>
/// <param name="Credentials">Knows who we are at registries.</param>
public sealed record SolveSettings(EngineSettings Build, ICredentialSource Credentials)
{
    /// <summary>What of the graph neither the plan nor <see cref="Build"/> says.</summary>
    public LlbOptions Graph { get; init; } = new();

    /// <summary>Where the result goes; none to leave it in the daemon's cache.</summary>
    public ImmutableArray<BuildOutput> Outputs { get; init; } = [];

    /// <summary>Where the daemon takes what was done before.</summary>
    public ImmutableArray<CacheLocation> CachesFrom { get; init; } = [];

    /// <summary>Where the daemon leaves what it has done.</summary>
    public ImmutableArray<CacheLocation> CachesTo { get; init; } = [];

    /// <summary>What the daemon says about the image beside it: attributes such as <c>attest:provenance</c>.</summary>
    public ImmutableDictionary<string, string> Attestations { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);
}
