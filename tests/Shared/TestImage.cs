using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.TestData;

/// <summary>An image as a builder would make it, in a store: its configuration and compressed layers.</summary>
internal sealed record TestImage(Digest Manifest, Digest Config, ImmutableArray<Digest> Layers)
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string LayerType = "application/vnd.oci.image.layer.v1.tar+gzip";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";

    /// <summary>Makes an image. The same arguments make the same image.</summary>
    /// <param name="store">Where.</param>
    /// <param name="name">Its name; null for none, as a part of an index.</param>
    /// <param name="architecture">The platform's, of Linux.</param>
    /// <param name="bulk">Bytes in each layer that cannot be compressed.</param>
    /// <param name="layers">What is in the file of each layer.</param>
    public static TestImage Make(ContentStore store, string? name, string architecture, int bulk, params string[] layers)
    {
        using StoreLease lease = store.Lease();
        (Digest Blob, long Size, Digest Content)[] written = [.. layers.Select(layer => WriteLayer(lease, layer, bulk))];
        string steps = string.Join(',', layers.Select(static layer => $$"""{"created":"2024-05-01T12:00:00Z","created_by":"COPY {{layer}} / # buildkit","comment":"buildkit.dockerfile.v0"}"""));
        string config = $$"""
            {"architecture":"{{architecture}}","os":"linux","created":"2024-05-01T12:00:01.5Z","author":"somebody","config":{"Env":["PATH=/usr/bin:/bin"],"Cmd":["/hello"],"Labels":{"a":"b"} },"rootfs":{"type":"layers","diff_ids":[{{Quoted(written.Select(static layer => layer.Content))}}]},"history":[{{steps}},{"created":"2024-05-01T12:00:01.5Z","created_by":"CMD [\"/hello\"]","empty_layer":true}]}
            """;
        (Digest configDigest, long configSize) = Write(lease, Encoding.UTF8.GetBytes(config));
        string manifest = $$"""
            {"schemaVersion":2,"mediaType":"{{ManifestType}}","config":{{DescriptorOf(ConfigType, configDigest, configSize, "")}},"layers":[{{string.Join(',', written.Select(static layer => DescriptorOf(LayerType, layer.Blob, layer.Size, "")))}}]}
            """;
        (Digest digest, _) = Write(lease, Encoding.UTF8.GetBytes(manifest));
        if (name is not null)
            store.Name(ImageReference.Parse(name).Reference!, digest, ManifestType);
        return new TestImage(digest, configDigest, [.. written.Select(static layer => layer.Blob)]);
    }

    /// <summary>Makes an image of one layer for this machine's usual platform.</summary>
    public static TestImage Make(ContentStore store, string name, string layer) => Make(store, name, "amd64", 0, layer);

    /// <summary>Makes an image for several platforms.</summary>
    public static Digest MakeIndex(ContentStore store, string name, params string[] architectures)
    {
        using StoreLease lease = store.Lease();
        string entries = string.Join(',', architectures.Select(architecture =>
        {
            TestImage image = Make(store, null, architecture, 0, $"for {architecture}");
            lease.Claim(image.Manifest);
            return DescriptorOf(ManifestType, image.Manifest, store.LengthOf(image.Manifest)!.Value, $$""","platform":{"os":"linux","architecture":"{{architecture}}"}""");
        }));
        (Digest digest, _) = Write(lease, Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{IndexType}}","manifests":[{{entries}}]}"""));
        store.Name(ImageReference.Parse(name).Reference!, digest, IndexType);
        return digest;
    }

    private static (Digest, long, Digest) WriteLayer(StoreLease lease, string text, int bulk)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            byte[] noise = new byte[bulk];
            new Random(text.Sum(static unit => unit)).NextBytes(noise);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "hello")
            {
                DataStream = new MemoryStream([.. Encoding.UTF8.GetBytes(text), .. noise]),
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(archive.ToArray());
        (Digest digest, long size) = Write(lease, compressed.ToArray());
        return (digest, size, DigestOf(archive.ToArray()));
    }

    private static (Digest, long) Write(StoreLease lease, byte[] content)
    {
        using BlobWriter writer = lease.Write();
        writer.Write(content);
        return (writer.Commit(), content.Length);
    }

    private static Digest DigestOf(byte[] content) =>
        Digest.TryParse($"sha256:{Convert.ToHexString(SHA256.HashData(content)).ToLowerInvariant()}", out Digest? digest, out _)
            ? digest
            : throw new InvalidOperationException();

    private static string DescriptorOf(string mediaType, Digest digest, long size, string more) =>
        $"{{\"mediaType\":\"{mediaType}\",\"digest\":\"{digest}\",\"size\":{size}{more}}}";

    private static string Quoted(IEnumerable<Digest> digests) => string.Join(',', digests.Select(static digest => $"\"{digest}\""));
}
