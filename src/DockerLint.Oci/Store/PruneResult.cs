using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>Which images go when a store is pruned. Content that no image has goes in any case.</summary>
public enum PruneScope
{
    /// <summary>None.</summary>
    Content,

    /// <summary>Those without a name.</summary>
    Dangling,

    /// <summary>All.</summary>
    All,
}

/// <summary>What went.</summary>
/// <param name="Names">The names of images that had one.</param>
/// <param name="Blobs">The blobs.</param>
/// <param name="Bytes">Room that is free now, in bytes.</param>
public sealed record PruneResult(ImmutableArray<ImageReference> Names, ImmutableArray<Digest> Blobs, long Bytes);
