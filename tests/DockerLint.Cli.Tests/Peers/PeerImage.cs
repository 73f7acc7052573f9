using System.IO.Compression;
using System.Text.Json.Nodes;

namespace DockerLint.Cli.Tests.Peers;

/// <summary>An image in an archive that <c>docker save</c> or somebody like it wrote.</summary>
internal static class PeerImage
{
    private const int GzipMagic = 0x1F8B;

    /// <summary>What two images have in common or not: settings as <c>config.Env</c>, files by their path.</summary>
    public static SortedDictionary<string, string> Describe(string archive)
    {
        using var folder = new TemporaryFolder();
        Machine.Run("tar", "-C", folder.Path, "-xf", archive);
        JsonNode image = JsonNode.Parse(folder.Read("manifest.json"))![0]!;
        JsonNode config = JsonNode.Parse(folder.Read(image["Config"]!.GetValue<string>()))!;
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in (string[])["architecture", "os", "author"])
        {
            if (config[name]?.GetValue<string>() is { Length: > 0 } text)
                parts.Add(name, text);
        }

        foreach ((string name, JsonNode? value) in config["config"]!.AsObject())
        {
            // Some write what is not there as null, false or an empty text.
            if (name == "Labels")
            {
                foreach ((string label, JsonNode? text) in value?.AsObject() ?? [])
                    parts.Add($"config.Labels.{label}", text!.GetValue<string>());
            }
            else if (value is not null && value.ToJsonString() is not ("\"\"" or "false" or "[]" or "{}"))
                parts.Add($"config.{name}", Sorted(value).ToJsonString());
        }

        Stream[] layers = [.. image["Layers"]!.AsArray().Select(layer => Open(folder.PathOf(layer!.GetValue<string>())))];
        try
        {
            foreach ((string path, string text) in FlatImage.Of(layers).Files)
                parts.Add(path, text);
        }
        finally
        {
            foreach (Stream layer in layers)
                layer.Dispose();
        }

        return parts;
    }

    private static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        int magic = (file.ReadByte() << 8) | file.ReadByte();
        file.Position = 0;
        return magic == GzipMagic ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static JsonNode Sorted(JsonNode value) => value is JsonObject members
        ? new JsonObject(members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))
        : value;
}
