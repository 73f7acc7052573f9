using System.Text.Json;
using DockerLint.References;

namespace DockerLint.Oci.Store;

/// <summary>What hangs together: an index names manifests, a manifest names its configuration and layers.</summary>
internal static class BlobGraph
{
    /// <summary>More than a registry takes for a manifest.</summary>
    private const long LongestManifest = 16 * 1024 * 1024;

    /// <summary>Adds a blob and all that it leads to, whether it is there or not.</summary>
    /// <param name="files">The files of the store.</param>
    /// <param name="digest">The blob.</param>
    /// <param name="reached">What is known already; blobs in it are not looked at again.</param>
    public static void Reach(BlobFiles files, Digest digest, HashSet<Digest> reached)
    {
        var open = new Stack<Digest>([digest]);
        while (open.TryPop(out Digest? next))
        {
            if (!reached.Add(next))
                continue;
            var file = new FileInfo(files.PathOf(next));
            if (file.Exists && file.Length <= LongestManifest)
            {
                foreach (Digest named in NamedBy(file))
                    open.Push(named);
            }
        }
    }

    private static List<Digest> NamedBy(FileInfo file)
    {
        var named = new List<Digest>();
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        // Most blobs are compressed layers, which need not be read.
        if (stream.ReadByte() is not ('{' or ' ' or '\t' or '\r' or '\n'))
            return named;
        stream.Position = 0;
        try
        {
            using JsonDocument json = JsonDocument.Parse(stream);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return named;
            foreach (string list in (ReadOnlySpan<string>)["layers", "manifests", "blobs"])
            {
                if (json.RootElement.TryGetProperty(list, out JsonElement items) && items.ValueKind == JsonValueKind.Array)
                {
                    foreach (JsonElement item in items.EnumerateArray())
                        Add(item);
                }
            }

            if (json.RootElement.TryGetProperty("config"u8, out JsonElement config))
                Add(config);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // A layer may start with anything.
        }

        return named;

        void Add(JsonElement descriptor)
        {
            if (descriptor.ValueKind == JsonValueKind.Object
                && descriptor.TryGetProperty("digest"u8, out JsonElement text)
                && text.ValueKind == JsonValueKind.String
                && Digest.TryParse(text.GetString()!, out Digest? digest, out _))
            {
                named.Add(digest);
            }
        }
    }
}
