using System.Collections.Immutable;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Puts images for several platforms together to one, as BuildKit does: the images first, then what is said of them.</summary>
public static class IndexWriter
{
    /// <summary>Writes the index.</summary>
    /// <param name="lease">The work that it is for.</param>
    /// <param name="images">The images, with the platforms that they were built for; at least one.</param>
    /// <returns>The first image, whose root is the index.</returns>
    /// <exception cref="StoreException">The store has been changed by somebody else.</exception>
    public static BuiltImage Write(StoreLease lease, ImmutableArray<(Platform Platform, BuiltImage Image)> images)
    {
        ArgumentNullException.ThrowIfNull(lease);
        IEnumerable<Descriptor> manifests = images.Select(static image => image.Image.Manifest with { Platform = image.Platform });
        IEnumerable<Descriptor> statements = images.SelectMany(image => StatementsOf(lease.Store, image.Image));
        Descriptor index = lease.Write(MediaTypes.OciIndex, new ImageIndex([.. manifests, .. statements]).Write());
        return images[0].Image with { Root = index, HasPlatforms = true };
    }

    /// <summary>Writes on the index of an image.</summary>
    /// <param name="lease">The work that it is for.</param>
    /// <param name="image">The image, whose root is an index.</param>
    /// <param name="annotations">What the index says, by key.</param>
    public static BuiltImage Annotate(StoreLease lease, BuiltImage image, ImmutableSortedDictionary<string, string> annotations)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(image);
        ManifestDocument index = ManifestDocument.Read(lease.Store.Read(image.Root.Digest), image.Root.MediaType).Value!;
        return image with { Root = lease.Write(image.Root.MediaType, (index with { Annotations = annotations }).Write()) };
    }

    private static IEnumerable<Descriptor> StatementsOf(ContentStore store, BuiltImage image) =>
        image.Root.Digest == image.Manifest.Digest
            ? []
            : ManifestDocument.Read(store.Read(image.Root.Digest), image.Root.MediaType).Value!.Parts.Where(part => part.Digest != image.Manifest.Digest);
}
