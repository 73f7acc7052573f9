using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DockerLint.Build.Tar;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Outputs;

/// <summary>
/// An image as one file: an OCI image layout in a tar archive. With Docker's <c>manifest.json</c> in it, <c>docker load</c> of
/// every version takes it too.
/// </summary>
public static class ImageArchive
{
    private const string Layout = """{"imageLayoutVersion":"1.0.0"}""";

    /// <summary>Writes an image.</summary>
    /// <param name="target">Where to; stays open.</param>
    /// <param name="store">Has the image.</param>
    /// <param name="image">The manifest of the image, or an index of manifests, the first of which is the image's.</param>
    /// <param name="names">The names of the image.</param>
    /// <param name="isDocker">Whether Docker's list is in it.</param>
    public static void Write(Stream target, ContentStore store, Descriptor image, ImmutableArray<ImageReference> names, bool isDocker)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(image);
        // Docker's list names one image, and docker load knows of nothing beside it.
        ImmutableArray<Descriptor> documents = [.. Documents(store, image)];
        Descriptor first = documents.First(static document => MediaTypes.IsManifest(document.MediaType));
        if (Read(store, first) is not ImageManifest manifest)
            throw new ArgumentException("not an image", nameof(image));
        if (isDocker)
            (image, documents) = (first, [first]);
        var writer = new TarWriter(target);
        foreach (string folder in (ReadOnlySpan<string>)["blobs", "blobs/sha256"])
            writer.Write(new TarEntry { Name = folder, Kind = TarKind.Folder, Mode = 0x1ED });
        foreach (Digest digest in documents.SelectMany(document => Parts(store, document)).Distinct().OrderBy(static digest => digest.Text, StringComparer.Ordinal))
        {
            using FileStream blob = store.Open(digest);
            writer.Write(new TarEntry { Name = PathOf(digest), Kind = TarKind.File, Size = blob.Length }, blob);
        }

        WriteText("oci-layout", Encoding.UTF8.GetBytes(Layout));
        WriteText("index.json", Index(image, names));
        if (isDocker)
            WriteText("manifest.json", DockerList(manifest, names));
        writer.Complete();

        void WriteText(string name, byte[] text) =>
            writer.Write(new TarEntry { Name = name, Kind = TarKind.File, Size = text.Length }, new MemoryStream(text));
    }

    /// <summary>A manifest, or an index and all that it names.</summary>
    private static IEnumerable<Descriptor> Documents(ContentStore store, Descriptor root) =>
        Read(store, root) is ImageIndex index ? index.Manifests.SelectMany(part => Documents(store, part)).Prepend(root) : [root];

    private static IEnumerable<Digest> Parts(ContentStore store, Descriptor document) =>
        (Read(store, document)?.Parts ?? []).Select(static part => part.Digest).Append(document.Digest);

    private static ManifestDocument? Read(ContentStore store, Descriptor document) =>
        ManifestDocument.Read(store.Read(document.Digest), document.MediaType).Value;

    private static string PathOf(Digest digest) => $"blobs/{digest.Algorithm}/{digest.Hex}";

    private static byte[] Index(Descriptor image, ImmutableArray<ImageReference> names)
    {
        IEnumerable<Descriptor> entries = names.IsEmpty
            ? [image]
            : names.Select(name => image with
            {
                Annotations = image.Annotations
                    .SetItem("io.containerd.image.name", name.ToResolvedString())
                    .SetItem("org.opencontainers.image.ref.name", name.Tag ?? ImageReference.DefaultTag),
            });
        return new ImageIndex([.. entries]).Write();
    }

    private static byte[] DockerList(ImageManifest manifest, ImmutableArray<ImageReference> names)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("Config", PathOf(manifest.Config.Digest));
            writer.WriteStartArray("RepoTags");
            foreach (ImageReference name in names)
                writer.WriteStringValue(name.ToFamiliarString());
            writer.WriteEndArray();
            writer.WriteStartArray("Layers");
            foreach (Descriptor layer in manifest.Layers)
                writer.WriteStringValue(PathOf(layer.Digest));
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return buffer.ToArray();
    }
}
