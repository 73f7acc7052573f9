using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>An image of a store, under one of its names.</summary>
/// <param name="Digest">The digest of its manifest, or of the index where it is for several platforms. It is its identifier.</param>
/// <param name="MediaType">What that is.</param>
/// <param name="Name">The name in full, with a tag or a digest; null where it has none.</param>
/// <param name="Label">What another program calls it that is no name of an image; null for nothing.</param>
public sealed record StoredImage(Digest Digest, string MediaType, ImageReference? Name, string? Label)
{
    internal static StoredImage Of(StoreEntry entry) => new(entry.Digest, entry.MediaType, entry.Name, entry.Label);
}
