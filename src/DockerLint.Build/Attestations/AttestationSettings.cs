using System.Collections.Immutable;
using DockerLint.Build.Plan;
using DockerLint.References;

namespace DockerLint.Build.Attestations;

/// <summary>What is said of an image beside it, for programs that check where images come from.</summary>
/// <param name="Names">The names of the image.</param>
public sealed record AttestationSettings(ImmutableArray<ImageReference> Names)
{
    /// <summary>How it was built; null to say nothing of that.</summary>
    public ProvenanceSettings? Provenance { get; init; }

    /// <summary>Whether the packages in it are listed.</summary>
    public bool HasPackages { get; init; }
}

/// <summary>What is said of how an image was built.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Dockerfile">The name of the Dockerfile in its context.</param>
/// <param name="Started">When the build started.</param>
public sealed record ProvenanceSettings(BuildRequest Request, string Dockerfile, DateTimeOffset Started)
{
    /// <summary>The git repository that the context was, and its commit; null for a folder.</summary>
    public (GitStep Repository, string Commit)? Context { get; init; }

    /// <summary>Whether arguments, labels and steps are told too: <c>mode=max</c>. Values of secrets never are.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether it is of SLSA 1 and not of SLSA 0.2, which is BuildKit's usual one: <c>version=v1</c>.</summary>
    public bool IsSlsa1 { get; init; }

    /// <summary>Who built it, such as the address of a run of CI; empty where nobody says.</summary>
    public string Builder { get; init; } = "";

    /// <summary>Whether somebody says that the same build makes the same bytes.</summary>
    public bool IsReproducible { get; init; }
}
