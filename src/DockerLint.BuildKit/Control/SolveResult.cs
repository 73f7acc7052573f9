using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.BuildKit.Control;

/// <summary>What a daemon has built.</summary>
/// <param name="Response">What its exporters say, by key.</param>
/// <param name="Image">The image; null where none was exported.</param>
public sealed record SolveResult(ImmutableDictionary<string, string> Response, BuiltImage? Image)
{
    /// <summary>The key of the descriptor of an image: JSON in Base64.</summary>
    public const string DescriptorKey = "containerimage.descriptor";

    private const string DigestKey = "containerimage.digest";
    private const string ConfigKey = "containerimage.config.digest";

    // What Docker's own store has of an image: its configuration, whose length it does not say.
    private const string DockerConfigType = "application/vnd.docker.container.image.v1+json";

    internal static SolveResult Of(ImmutableDictionary<string, string> response, ImageConfig config, bool hasPlatforms)
    {
        if (!Digest.TryParse(response.GetValueOrDefault(DigestKey, ""), out Digest? digest, out _))
            return new SolveResult(response, null);
        Descriptor manifest = response.TryGetValue(DescriptorKey, out string? descriptor) && Read(descriptor) is { } read
            ? read
            : new Descriptor(DockerConfigType, digest, 0);
        Digest configDigest = Digest.TryParse(response.GetValueOrDefault(ConfigKey, ""), out Digest? known, out _) ? known : digest;
        return new SolveResult(response, new BuiltImage(manifest, configDigest, config) { HasPlatforms = hasPlatforms });
    }

    private static Descriptor? Read(string base64)
    {
        byte[] text = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, text, out int length))
            return null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(text.AsMemory(0, length));
            JsonElement root = json.RootElement;
            return Digest.TryParse(root.GetProperty("digest").GetString() ?? "", out Digest? digest, out _)
                ? new Descriptor(root.GetProperty("mediaType").GetString() ?? "", digest, root.GetProperty("size").GetInt64())
                : null;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
