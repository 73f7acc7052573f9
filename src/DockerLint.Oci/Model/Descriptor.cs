using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Oci.Model;

/// <summary>What points to content (OCI image specification, descriptor.md).</summary>
/// <param name="MediaType">What the content is.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Size">Its length in bytes.</param>
public sealed record Descriptor(string MediaType, Digest Digest, long Size)
{
    /// <summary>What kind of artifact a manifest is; null where it does not say.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The platform that a manifest is for; null where it does not say.</summary>
    public Platform? Platform { get; init; }

    /// <summary>Where the content can be had from too.</summary>
    public ImmutableArray<string> Urls { get; init; } = [];

    /// <summary>What else is said of it, by key.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = Members.NoTexts;

    /// <summary>Media type, digest and length.</summary>
    public override string ToString() => $"{MediaType} {Digest} ({Size} bytes)";
}
