using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Images;

/// <summary>What is in an image, for one platform: this machine's where the image has it, else the first that is there.</summary>
/// <param name="Config">Its configuration (OCI image specification, config.md); empty where it is not in the store.</param>
/// <param name="LayerSizes">The lengths of its layers in bytes, lowest first.</param>
internal sealed record ImageContents(JsonObject Config, ImmutableArray<long> LayerSizes)
{
    private const long LongestDocument = 16 * 1024 * 1024;

    /// <summary>When it was made; null where it does not say.</summary>
    public DateTimeOffset? Created => TimeOf(Config["created"]);

    /// <summary>Reads what is there of an image.</summary>
    public static ImageContents Of(ContentStore store, StoredImage image)
    {
        JsonObject? manifest = ManifestOf(store, image.Digest);
        JsonObject? config = manifest is null ? null : Read(store, DigestOf(manifest["config"]));
        return new ImageContents(config ?? [], [.. Items(manifest?["layers"]).Select(SizeOf)]);
    }

    /// <summary>A point in time as configurations have it; null where it is none.</summary>
    public static DateTimeOffset? TimeOf(JsonNode? node) =>
        DateTimeOffset.TryParse(TextOf(node), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    /// <summary>A text; null where the value is none.</summary>
    public static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The objects of a list; none where the value is no list.</summary>
    public static IEnumerable<JsonObject> Items(JsonNode? node) => (node as JsonArray)?.OfType<JsonObject>() ?? [];

    private static JsonObject? ManifestOf(ContentStore store, Digest digest)
    {
        if (Read(store, digest) is not { } document)
            return null;
        if (document["manifests"] is null)
            return document;
        JsonObject[] entries = [.. Items(document["manifests"]).Where(entry => DigestOf(entry) is { } named && store.Contains(named))];
        JsonObject? entry = entries.FirstOrDefault(static entry => IsOurs(entry["platform"])) ?? entries.FirstOrDefault();
        // An index in an index is nothing that anybody makes.
        return entry is null ? null : Read(store, DigestOf(entry));
    }

    private static bool IsOurs(JsonNode? platform) => platform is JsonObject
        && TextOf(platform["os"]) == "linux"
        && TextOf(platform["architecture"]) == Architecture();

    private static string Architecture() => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.X86 => "386",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static JsonObject? Read(ContentStore store, Digest? digest)
    {
        if (digest is null || store.LengthOf(digest) is not { } length || length > LongestDocument)
            return null;
        try
        {
            using Stream blob = store.Open(digest);
            var document = JsonNode.Parse(blob) as JsonObject;
            // A member that is there twice is noticed only when one is looked for.
            _ = document?.ContainsKey("");
            return document;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Digest? DigestOf(JsonNode? descriptor) =>
        descriptor is JsonObject && TextOf(descriptor["digest"]) is { } text && Digest.TryParse(text, out Digest? digest, out _) ? digest : null;

    private static long SizeOf(JsonObject descriptor) =>
        descriptor["size"] is JsonValue size && size.TryGetValue(out long bytes) && bytes > 0 ? bytes : 0;
}
