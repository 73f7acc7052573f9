using System.Collections.Immutable;
using DockerLint.Semantics.Patterns;

namespace DockerLint.BuildKit.Llb;

/// <summary>What of a graph is not in the plan.</summary>
public sealed record LlbOptions
{
    /// <summary>What is no part of the build contexts, by their names; the one of the build itself has the empty name.</summary>
    public ImmutableDictionary<string, IgnoreFile> Ignored { get; init; } = ImmutableDictionary.Create<string, IgnoreFile>(StringComparer.Ordinal);

    /// <summary>What the Dockerfile is called in messages.</summary>
    public string FileName { get; init; } = "Dockerfile";

    /// <summary>Whether the daemon takes what it has done before.</summary>
    public bool UsesCache { get; init; } = true;

    /// <summary>Whether the daemon asks registries even for images that it has.</summary>
    public bool PullsAlways { get; init; }

    /// <summary>The time that all is said to be of, in seconds since 1970; null for when it is.</summary>
    public long? Epoch { get; init; }

    /// <summary>Names of other machines that commands see, with their addresses.</summary>
    public ImmutableArray<(string Name, string Address)> ExtraHosts { get; init; } = [];

    /// <summary>Whether the daemon lays layers over each other (MergeOp); else COPY --link is a copy like any other.</summary>
    public bool CanMerge { get; init; } = true;
}
