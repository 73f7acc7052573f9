using System.Collections.Immutable;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Images;

/// <summary>What is in an image, for one platform: this machine's where the image has it, else the first that is there.</summary>
/// <param name="Config">Its configuration; null where it is not in the store, or none that can be read.</param>
/// <param name="Layers">Its layers, lowest first.</param>
internal sealed record ImageContents(ImageConfig? Config, ImmutableArray<Descriptor> Layers)
{
    private const int LongestDocument = 16 * 1024 * 1024;

    private static readonly ImageContents s_nothing = new(null, []);

    /// <summary>Reads what is there of an image.</summary>
    public static ImageContents Of(ContentStore store, StoredImage image)
    {
        ManifestDocument? document = DocumentOf(store, image);
        // An index in an index is nothing that anybody makes.
        if (document is ImageIndex index)
            document = Choose(store, index) is { } chosen ? ManifestIn(store, chosen.Digest, chosen.MediaType) : null;
        if (document is not ImageManifest manifest)
            return s_nothing;
        ImageConfig? config = Read(store, manifest.Config.Digest) is { } json ? ImageConfig.Read(json).Value : null;
        return new ImageContents(config, manifest.Layers);
    }

    /// <summary>An image's manifest or index; null where it is not in the store, or none that can be read.</summary>
    public static ManifestDocument? DocumentOf(ContentStore store, StoredImage image) => ManifestIn(store, image.Digest, image.MediaType);

    /// <summary>The manifest for this machine, else the first that is there; null where none is.</summary>
    private static Descriptor? Choose(ContentStore store, ImageIndex index)
    {
        ImmutableArray<Descriptor> present = [.. index.Manifests.Where(manifest => store.Contains(manifest.Digest))];
        return (index with { Manifests = present }).For(Machine.Platform) ?? present.FirstOrDefault();
    }

    private static ManifestDocument? ManifestIn(ContentStore store, Digest digest, string mediaType) =>
        Read(store, digest) is { } json ? ManifestDocument.Read(json, mediaType).Value : null;

    private static byte[]? Read(ContentStore store, Digest digest) => store.LengthOf(digest) <= LongestDocument ? store.Read(digest) : null;
}
