using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>A line of <see cref="StoreIndex"/>: an image and a name of it.</summary>
/// <param name="Digest">The digest of its manifest or index.</param>
/// <param name="MediaType">What that is.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Name">The name in full, with a tag or a digest; null where it has none.</param>
/// <param name="Label">What another program calls it that is no name of an image, such as a tag alone; null for nothing.</param>
/// <param name="Json">The descriptor as it is in the file.</param>
internal sealed record StoreEntry(Digest Digest, string MediaType, long Size, ImageReference? Name, string? Label, JsonElement Json)
{
    /// <summary>The tag (OCI image specification, pre-defined annotation keys): by it <c>skopeo</c> finds an image in a layout.</summary>
    private const string TagAnnotation = "org.opencontainers.image.ref.name";

    /// <summary>The name in full: containerd's and Docker's.</summary>
    private const string NameAnnotation = "io.containerd.image.name";

    /// <summary>An image under a name.</summary>
    /// <param name="digest">The digest of its manifest or index.</param>
    /// <param name="mediaType">What that is.</param>
    /// <param name="size">Its length in bytes.</param>
    /// <param name="name">The name; null for none.</param>
    public static StoreEntry Of(Digest digest, string mediaType, long size, ImageReference? name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("mediaType"u8, mediaType);
            writer.WriteString("digest"u8, digest.Text);
            writer.WriteNumber("size"u8, size);
            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return WithName(document.RootElement, name);
    }

    /// <summary>The same image under another name; null for none.</summary>
    public StoreEntry Named(ImageReference? name) => WithName(Json, name);

    /// <summary>Reads a descriptor.</summary>
    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out StoreEntry? entry)
    {
        entry = null;
        if (json.ValueKind != JsonValueKind.Object
            || Text(json, "mediaType") is not { } mediaType
            || Text(json, "digest") is not { } digestText
            || !Digest.TryParse(digestText, out Digest? digest, out _)
            || !json.TryGetProperty("size"u8, out JsonElement length)
            || length.ValueKind != JsonValueKind.Number
            || !length.TryGetInt64(out long size)
            || size < 0)
        {
            return false;
        }

        string? label = LabelOf(json);
        ImageReference? name = label is null ? null : NameOf(label);
        entry = new StoreEntry(digest, mediaType, size, name, name is null ? label : null, json);
        return true;
    }

    private static StoreEntry WithName(JsonElement descriptor, ImageReference? name)
    {
        // In full, as it is read again.
        name = name is null ? null : ImageReference.Parse(name.ToResolvedString()).Reference;
        byte[] json = JsonWriting.Write(writer =>
        {
            foreach (JsonProperty member in descriptor.EnumerateObject().Where(static member => !member.NameEquals("annotations"u8)))
                member.WriteTo(writer);
            WriteAnnotations(writer, descriptor, name);
        });
        using JsonDocument document = JsonDocument.Parse(json);
        return TryRead(document.RootElement.Clone(), out StoreEntry? entry)
            ? entry
            : throw new ArgumentException("no descriptor", nameof(descriptor));
    }

    private static void WriteAnnotations(Utf8JsonWriter writer, JsonElement descriptor, ImageReference? name)
    {
        JsonProperty[] others = descriptor.TryGetProperty("annotations"u8, out JsonElement annotations) && annotations.ValueKind == JsonValueKind.Object
            ? [.. annotations.EnumerateObject().Where(static member => member.Name is not (TagAnnotation or NameAnnotation))]
            : [];
        if (others.Length == 0 && name is null)
            return;
        writer.WriteStartObject("annotations"u8);
        foreach (JsonProperty other in others)
            other.WriteTo(writer);
        if (name is not null)
            writer.WriteString(NameAnnotation, name.Text);
        if (name is { Digest: null, Tag: { } tag })
            writer.WriteString(TagAnnotation, tag);
        writer.WriteEndObject();
    }

    private static ImageReference? NameOf(string label)
    {
        // Only a name with a tag or a digest is one: 'v1' is a tag.
        ImageReference? name = ImageReference.Parse(label).Reference;
        return name is null or { Tag: null, Digest: null } ? null : ImageReference.Parse(name.ToResolvedString()).Reference;
    }

    private static string? LabelOf(JsonElement json) =>
        json.TryGetProperty("annotations"u8, out JsonElement annotations) && annotations.ValueKind == JsonValueKind.Object
            ? Text(annotations, NameAnnotation) ?? Text(annotations, TagAnnotation)
            : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
