using System.Security.Cryptography;
using System.Text;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Oci.Tests.Store;

/// <summary>Makes images for tests.</summary>
internal static class Images
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>Reads a name, which must be one.</summary>
    public static ImageReference Named(string text) => ImageReference.Parse(text).Reference!;

    /// <summary>The digest of a text.</summary>
    public static Digest DigestOf(string text) => DigestOf(Encoding.UTF8.GetBytes(text));

    /// <summary>The digest of some content.</summary>
    public static Digest DigestOf(byte[] content) =>
        Digest.TryParse($"sha256:{Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant()}", out Digest? digest, out _)
            ? digest
            : throw new InvalidOperationException();

    /// <summary>Writes an image of one layer into a store and names it.</summary>
    public static Digest Add(ContentStore store, string name, string layer)
    {
        using StoreLease lease = store.Lease();
        string manifest = ManifestOf(Write(lease, $"{{\"of\":\"{layer}\"}}"), Write(lease, layer));
        Digest digest = Write(lease, manifest);
        store.Name(Named(name), digest, ManifestType);
        return digest;
    }

    /// <summary>Writes a blob.</summary>
    public static Digest Write(StoreLease lease, string text)
    {
        using BlobWriter writer = lease.Write();
        writer.Write(Encoding.UTF8.GetBytes(text));
        return writer.Commit();
    }

    /// <summary>What is wrong with the files of a store, which must be whole; nothing if it is.</summary>
    public static IEnumerable<string> FaultsOf(ContentStore store)
    {
        var files = new BlobFiles(store.Folder);
        foreach ((Digest digest, FileInfo file) in files.All())
        {
            if (DigestOf(File.ReadAllBytes(file.FullName)) != digest)
                yield return $"{digest} has other content";
        }

        foreach (StoredImage image in store.Images())
        {
            var reached = new HashSet<Digest>();
            BlobGraph.Reach(files, image.Digest, reached);
            foreach (Digest missing in reached.Where(digest => !store.Contains(digest)))
                yield return $"{image.Name} lacks {missing}";
        }
    }

    private static string ManifestOf(Digest config, Digest layer) =>
        $$"""{"schemaVersion":2,"mediaType":"{{ManifestType}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{config}}","size":1},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{layer}}","size":1}]}""";
}
