using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Analysis.Facts;

/// <summary>What a registry knows of an image.</summary>
public sealed record RegistryImage
{
    /// <summary>What its manifest, or index of manifests, is called; null where there is no such image.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Whether it has the image.</summary>
    public bool Exists => Digest is not null;

    /// <summary>The platforms that it is for, such as <c>linux/arm64</c>; empty where that is not known.</summary>
    public ImmutableArray<string> Platforms { get; init; } = [];

    /// <summary>All tags of the repository; empty where they were not asked for.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];
}
