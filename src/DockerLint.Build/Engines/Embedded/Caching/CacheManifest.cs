using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DockerLint.Build.Layers;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded.Caching;

/// <summary>
/// What builds elsewhere need to know, as an image whose configuration has BuildKit's layout (layers, and records of what
/// they are the result of), with members of our own beside.
/// </summary>
/// <param name="Steps">The steps.</param>
/// <param name="Contents">What files of steps are known by, as <see cref="KnownContents"/> has it.</param>
internal sealed record CacheManifest(ImmutableArray<CachedStep> Steps, ImmutableDictionary<Digest, Digest> Contents)
{
    /// <summary>What the configuration is.</summary>
    public const string ConfigType = "application/vnd.buildkit.cacheconfig.v0";

    /// <summary>The member of an image's configuration that has it (BuildKit's <c>type=inline</c>), in base64.</summary>
    public const string InlineMember = "moby.buildkit.cache.v0";

    /// <summary>Longer ones are not read, in bytes.</summary>
    public const long LongestConfig = 64L << 20;

    /// <summary>Writes it into a store, where the layers are.</summary>
    /// <returns>The manifest.</returns>
    public Descriptor WriteTo(StoreLease lease)
    {
        Descriptor config = lease.Write(ConfigType, WriteConfig());
        Descriptor[] layers = [.. Steps.Select(static step => step.Layer.Layer).Select(static layer => new Descriptor(layer.MediaType, layer.Digest, layer.Size)).DistinctBy(static layer => layer.Digest)];
        return lease.Write(MediaTypes.OciManifest, new ImageManifest(config, [.. layers]).Write());
    }

    /// <summary>Puts it into the configuration of an image that has the layers.</summary>
    public ImageConfig AddTo(ImageConfig image)
    {
        using JsonDocument text = JsonDocument.Parse($"\"{Convert.ToBase64String(WriteConfig())}\"");
        return image with { Others = image.Others.SetItem(InlineMember, text.RootElement.Clone()) };
    }

    /// <summary>Reads it from the configuration of an image.</summary>
    /// <returns>What it says; null where there is none of ours.</returns>
    public static CacheManifest? ReadImage(ReadOnlyMemory<byte> json)
    {
        if (ImageConfig.Read(json).Value is not { } image || !image.Others.TryGetValue(InlineMember, out JsonElement member))
            return null;
        return member.ValueKind == JsonValueKind.String && member.TryGetBytesFromBase64(out byte[]? config) ? ReadConfig(config) : null;
    }

    /// <summary>Reads a configuration.</summary>
    /// <returns>What it says; null where it is none of ours.</returns>
    public static CacheManifest? ReadConfig(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>What both know; of a step that both have done, what this one has made.</summary>
    public CacheManifest With(CacheManifest other) =>
        new([.. Steps.Concat(other.Steps).DistinctBy(static step => step.Name)], Contents.SetItems(other.Contents));

    private static CacheManifest Read(JsonElement root)
    {
        MadeLayer[] layers = [.. root.GetProperty("layers").EnumerateArray().Select(static layer => ReadLayer(layer.GetProperty("blob"), layer.GetProperty("annotations")))];
        JsonElement ours = root.GetProperty("dockerlint");
        long? epoch = ours.TryGetProperty("epoch", out JsonElement time) ? time.GetInt64() : null;
        CachedStep[] steps =
        [
            .. root.GetProperty("records").EnumerateArray().Select(record => new CachedStep(
                DigestOf(record.GetProperty("digest")),
                DigestOf(record.GetProperty("snapshot")),
                null,
                layers[record.GetProperty("results")[0].GetProperty("layer").GetInt32()],
                epoch)),
        ];
        var contents = ImmutableDictionary.CreateBuilder<Digest, Digest>();
        foreach (JsonProperty content in ours.GetProperty("contents").EnumerateObject())
            contents[DigestOf(content.Name)] = DigestOf(content.Value);
        return new CacheManifest([.. steps], contents.ToImmutable());
    }

    private static MadeLayer ReadLayer(JsonElement blob, JsonElement annotations)
    {
        var layer = new Layer(
            DigestOf(annotations.GetProperty("diffID")), DigestOf(blob), annotations.GetProperty("size").GetInt64(), annotations.GetProperty("mediaType").GetString() ?? "");
        return layer.Size >= 0 ? new MadeLayer(layer, annotations.GetProperty("createdAt").GetDateTimeOffset()) : throw new FormatException();
    }

    private static Digest DigestOf(JsonElement text) => DigestOf(text.GetString() ?? "");

    private static Digest DigestOf(string text) => Digest.TryParse(text, out Digest? digest, out _) ? digest : throw new FormatException();

    private byte[] WriteConfig()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteLayers(writer);
            WriteRecords(writer);
            writer.WriteStartObject("dockerlint");
            if (Steps is [{ Epoch: { } epoch }, ..])
                writer.WriteNumber("epoch", epoch);
            writer.WriteStartObject("contents");
            foreach ((Digest question, Digest content) in Contents.OrderBy(static pair => pair.Key.Text, StringComparer.Ordinal))
                writer.WriteString(question.Text, content.Text);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteLayers(Utf8JsonWriter writer)
    {
        var places = new Dictionary<Digest, int>();
        for (int index = 0; index < Steps.Length; index++)
            places.TryAdd(Steps[index].Snapshot, index);
        writer.WriteStartArray("layers");
        foreach (CachedStep step in Steps)
        {
            Layer layer = step.Layer.Layer;
            writer.WriteStartObject();
            writer.WriteString("blob", layer.Digest.Text);
            writer.WriteNumber("parent", step.Parent is { } parent && places.TryGetValue(parent, out int place) ? place : -1);
            writer.WriteStartObject("annotations");
            writer.WriteString("mediaType", layer.MediaType);
            writer.WriteString("diffID", layer.DiffId.Text);
            writer.WriteNumber("size", layer.Size);
            writer.WriteString("createdAt", TimeOf(step));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteRecords(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("records");
        for (int index = 0; index < Steps.Length; index++)
        {
            writer.WriteStartObject();
            writer.WriteString("digest", Steps[index].Name.Text);
            writer.WriteString("snapshot", Steps[index].Snapshot.Text);
            writer.WriteStartArray("results");
            writer.WriteStartObject();
            writer.WriteNumber("layer", index);
            writer.WriteString("createdAt", TimeOf(Steps[index]));
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string TimeOf(CachedStep step) => step.Layer.Created.ToString("O", CultureInfo.InvariantCulture);
}
