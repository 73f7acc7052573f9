using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DockerLint.References;

namespace DockerLint.Oci.Model;

/// <summary>What an image is and how it runs (OCI image specification, config.md). What is not known here is kept.</summary>
/// <param name="Platform">The platform that it is for.</param>
/// <param name="Runtime">How it runs.</param>
/// <param name="DiffIds">The digests of the layers' uncompressed content, lowest first.</param>
public sealed record ImageConfig(Platform Platform, RuntimeConfig Runtime, ImmutableArray<Digest> DiffIds)
{
    private static readonly string[] s_known =
    [
        "architecture", "os", "os.version", "os.features", "variant", "created", "author", "config", "rootfs", "history",
    ];

    /// <summary>When it was made; null where it does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Who made it; null where it does not say.</summary>
    public string? Author { get; init; }

    /// <summary>How it was made, step by step, those without a layer too.</summary>
    public ImmutableArray<HistoryEntry> History { get; init; } = [];

    /// <summary>Members that are not known here.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Others { get; init; } = JsonWriting.NoMembers;

    /// <summary>Reads a configuration.</summary>
    public static DocumentResult<ImageConfig> Read(ReadOnlyMemory<byte> json) => Document.Read(json, Document.LongestConfig, Read);

    /// <summary>The configuration as JSON.</summary>
    public byte[] Write() => JsonWriting.Write(writer =>
    {
        writer.Optional("created", Format(Created));
        writer.Optional("author", Author);
        writer.PlatformMembers(Platform);
        writer.WriteStartObject("config");
        Runtime.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteStartObject("rootfs");
        writer.WriteString("type", "layers");
        writer.Optional("diff_ids", [.. DiffIds.Select(static digest => digest.Text)]);
        writer.WriteEndObject();
        if (!History.IsEmpty)
        {
            writer.WriteStartArray("history");
            foreach (HistoryEntry entry in History)
                entry.WriteTo(writer);
            writer.WriteEndArray();
        }

        writer.Others(Others);
    });

    /// <summary>A point in time as Go writes it, in UTC.</summary>
    public static string? Format(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    private static ImageConfig Read(Members members)
    {
        ImmutableArray<Digest>.Builder layers = ImmutableArray.CreateBuilder<Digest>();
        Members root = members.RequiredObject("rootfs");
        foreach (string text in root.Texts("diff_ids"))
        {
            if (Digest.TryParse(text, out Digest? digest, out _))
                layers.Add(digest);
            else
                root.Fault("lists something that is no digest");
        }

        return new ImageConfig(
            members.Platform(),
            members.Object("config") is { } runtime ? RuntimeConfig.Read(runtime) : new RuntimeConfig(),
            layers.DrainToImmutable())
        {
            Created = members.Time("created"),
            Author = members.Text("author"),
            History = members.Objects("history", HistoryEntry.Read),
            Others = members.Others(s_known),
        };
    }
}

/// <summary>A step of an image's making.</summary>
/// <param name="CreatedBy">The instruction or command; null where it does not say.</param>
/// <param name="IsEmptyLayer">Whether it made no layer.</param>
public sealed record HistoryEntry(string? CreatedBy, bool IsEmptyLayer = false)
{
    /// <summary>When; null where it does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>By whom; null where it does not say.</summary>
    public string? Author { get; init; }

    /// <summary>What else was said; null for nothing.</summary>
    public string? Comment { get; init; }

    internal static HistoryEntry Read(Members members) => new(members.Text("created_by"), members.Flag("empty_layer"))
    {
        Created = members.Time("created"),
        Author = members.Text("author"),
        Comment = members.Text("comment"),
    };

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.Optional("created", ImageConfig.Format(Created));
        writer.Optional("created_by", CreatedBy);
        writer.Optional("author", Author);
        writer.Optional("comment", Comment);
        if (IsEmptyLayer)
            writer.WriteBoolean("empty_layer", true);
        writer.WriteEndObject();
    }
}
