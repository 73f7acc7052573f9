using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using DockerLint.Oci.Model;

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

    /// <summary>
    /// With an image under its name, which no other has then. Who loses it stays without a name if it has no other; who had
    /// none is no longer listed twice.
    /// </summary>
    public StoreIndex With(StoreEntry added)
    {
        ImmutableArray<StoreEntry>.Builder entries = ImmutableArray.CreateBuilder<StoreEntry>(Entries.Length + 1);
        StoreEntry? losing = null;
        foreach (StoreEntry entry in Entries)
        {
            if (entry.Name is not null && entry.Name == added.Name)
                losing = entry;
            else if (entry.Digest != added.Digest || entry.Name is not null || entry.Label is not null)
                entries.Add(entry);
        }

        entries.Add(added);
        if (losing is not null && !entries.Any(entry => entry.Digest == losing.Digest))
            entries.Insert(0, losing.Named(null));
        return this with { Entries = entries.ToImmutable() };
    }

    /// <summary>The content of the file.</summary>
    public byte[] Write() => JsonWriting.Write(writer =>
    {
        if (Members.IsEmpty)
        {
            writer.WriteNumber("schemaVersion"u8, 2);
            writer.WriteString("mediaType"u8, MediaTypes.OciIndex);
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
    });

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
