using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>
/// The images of a store: its <c>index.json</c>. Whatever other programs have written there is kept.
/// </summary>
/// <param name="Entries">The images, in the order of the file.</param>
/// <param name="Members">The members of the file besides <c>manifests</c>.</param>
internal sealed record StoreIndex(ImmutableArray<StoreEntry> Entries, ImmutableArray<(string Name, JsonElement Value)> Members)
{
    /// <summary>The index of a new store.</summary>
    public static readonly StoreIndex Empty = new([], []);

    private static readonly JsonWriterOptions s_written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the file.</summary>
    /// <param name="json">Its content.</param>
    /// <param name="index">The images; null unless the result is true.</param>
    /// <param name="error">Why it cannot be read; null when the result is true.</param>
    public static bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out StoreIndex? index, [NotNullWhen(false)] out string? error)
    {
        index = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            error = Read(document.RootElement, out index);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second: half of a surrogate pair.
            error = "is no valid JSON";
        }

        return error is null;
    }

    /// <summary>The content of the file.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_written))
        {
            writer.WriteStartObject();
            if (Members.IsEmpty)
            {
                writer.WriteNumber("schemaVersion"u8, 2);
                writer.WriteString("mediaType"u8, "application/vnd.oci.image.index.v1+json"u8);
            }

            foreach ((string name, JsonElement value) in Members)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteStartArray("manifests"u8);
            foreach (StoreEntry entry in Entries)
                entry.Json.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string? Read(JsonElement root, out StoreIndex? index)
    {
        index = null;
        if (root.ValueKind != JsonValueKind.Object)
            return "is no JSON object";
        if (!root.TryGetProperty("schemaVersion"u8, out JsonElement version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number != 2)
            return "has a 'schemaVersion' other than 2";
        ImmutableArray<StoreEntry>.Builder entries = ImmutableArray.CreateBuilder<StoreEntry>();
        ImmutableArray<(string, JsonElement)>.Builder members = ImmutableArray.CreateBuilder<(string, JsonElement)>();
        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (!member.NameEquals("manifests"u8))
            {
                members.Add((member.Name, member.Value.Clone()));
                continue;
            }

            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (member.Value.ValueKind != JsonValueKind.Array)
                return "has 'manifests' that are no list";
            foreach (JsonElement item in member.Value.EnumerateArray())
            {
                if (!StoreEntry.TryRead(item.Clone(), out StoreEntry? entry))
                    return $"has an image without media type, digest or size (number {entries.Count + 1})";
                entries.Add(entry);
            }
        }

        index = new StoreIndex(entries.ToImmutable(), members.ToImmutable());
        return null;
    }
}

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
    /// <param name="descriptor">Its descriptor, as JSON.</param>
    /// <param name="name">The name; null for none.</param>
    public static StoreEntry Of(JsonElement descriptor, ImageReference? name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (JsonProperty member in descriptor.EnumerateObject().Where(static member => !member.NameEquals("annotations"u8)))
                member.WriteTo(writer);
            WriteAnnotations(writer, descriptor, name);
            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return TryRead(document.RootElement.Clone(), out StoreEntry? entry)
            ? entry
            : throw new ArgumentException("no descriptor", nameof(descriptor));
    }

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
