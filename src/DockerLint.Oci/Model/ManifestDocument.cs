using System.Collections.Immutable;
using System.Text.Json;

namespace DockerLint.Oci.Model;

/// <summary>What a tag stands for: the <see cref="ImageManifest"/> of one image, or an <see cref="ImageIndex"/> of several.</summary>
public abstract record ManifestDocument
{
    private protected ManifestDocument()
    {
    }

    /// <summary>What it is, one of <see cref="MediaTypes"/>.</summary>
    public abstract string MediaType { get; init; }

    /// <summary>What kind of artifact it is; null for an image.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>The manifest that it says something of, such as a signature; null for none.</summary>
    public Descriptor? Subject { get; init; }

    /// <summary>What else is said of it, by key.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = Members.NoTexts;

    /// <summary>What it is made of: manifests, or the configuration and then the layers.</summary>
    public abstract ImmutableArray<Descriptor> Parts { get; }

    /// <summary>
    /// Reads a manifest or index. One that says of itself that it is something else than <paramref name="mediaType"/>, or
    /// that could be both, is refused, so that nobody takes it for something else than the next program does.
    /// </summary>
    /// <param name="json">The document.</param>
    /// <param name="mediaType">What it is by the descriptor or registry that it comes from; null if that is not known.</param>
    public static DocumentResult<ManifestDocument> Read(ReadOnlyMemory<byte> json, string? mediaType = null) =>
        Document.Read(json, Document.LongestManifest, members => Read(members, mediaType));

    /// <summary>The document as JSON.</summary>
    public byte[] Write() => JsonWriting.Write(writer =>
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", MediaType);
        writer.Optional("artifactType", ArtifactType);
        WriteParts(writer);
        writer.Optional("subject", Subject);
        writer.Filled("annotations", Annotations);
    });

    private protected abstract void WriteParts(Utf8JsonWriter writer);

    private static ManifestDocument Read(Members members, string? mediaType)
    {
        string? own = members.Text("mediaType");
        if (IsKnown(mediaType) && own is not null && own != mediaType)
            members.Fault($"says that it is {own}, but {mediaType} was announced");
        string? type = IsKnown(mediaType) ? mediaType : own;
        bool isIndex = type is null ? members.Has("manifests") : MediaTypes.IsIndex(type);
        if (type?.StartsWith(MediaTypes.DockerSchema1, StringComparison.Ordinal) == true || (type is null && members.Has("fsLayers")))
            members.Fault("is a manifest of Docker's schema 1, which is read no more; push the image again with a newer program");
        else if (type is not null && !isIndex && !MediaTypes.IsManifest(type))
            members.Fault($"is neither a manifest nor an index but {type}");
        if (isIndex ? members.Has("layers") || members.Has("config") : members.Has("manifests"))
            members.Fault("could be both a manifest and an index");
        ManifestDocument document = isIndex
            ? new ImageIndex(Parts("manifests")) { MediaType = type ?? MediaTypes.OciIndex }
            : new ImageManifest(members.RequiredObject("config").Descriptor(), Parts("layers")) { MediaType = type ?? MediaTypes.OciManifest };
        return document with
        {
            ArtifactType = members.Text("artifactType"),
            Subject = members.Object("subject")?.Descriptor(),
            Annotations = members.TextsByName("annotations"),
        };

        ImmutableArray<Descriptor> Parts(string name) => members.Objects(name, static item => item.Descriptor());
    }

    private static bool IsKnown(string? mediaType) => mediaType is not null
        && (MediaTypes.IsIndex(mediaType) || MediaTypes.IsManifest(mediaType) || mediaType.StartsWith(MediaTypes.DockerSchema1, StringComparison.Ordinal));
}
