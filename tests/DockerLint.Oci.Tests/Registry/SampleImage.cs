using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>Images of random content, so that no registry has them already.</summary>
internal static class SampleImage
{
    public static Platform Amd64 { get; } = new("linux", "amd64");

    public static Platform Arm64 { get; } = new("linux", "arm64", "v8");

    /// <summary>Puts an image into a store.</summary>
    /// <returns>The descriptor of its manifest.</returns>
    public static Descriptor Add(MemoryStore store, Platform? platform = null, int layerLength = 20_000, int layers = 2)
    {
        Descriptor[] contents = [.. Enumerable.Range(0, layers).Select(index => AddLayer(store, layerLength, index))];
        var config = new ImageConfig(
            platform ?? Amd64,
            new RuntimeConfig { Command = ["/bin/sh"], Environment = ["PATH=/bin"] },
            [.. contents.Select(layer => ContentDigest.Of(Unpacked(store.Whole[layer.Digest])))]);
        Descriptor configuration = AddContent(store, MediaTypes.OciConfig, config.Write());
        return AddContent(store, MediaTypes.OciManifest, new ImageManifest(configuration, [.. contents]).Write()) with { Platform = platform ?? Amd64 };
    }

    /// <summary>Puts an image for two platforms into a store.</summary>
    /// <returns>The descriptor of its index.</returns>
    public static Descriptor AddIndex(MemoryStore store) =>
        AddContent(store, MediaTypes.OciIndex, new ImageIndex([Add(store, Amd64), Add(store, Arm64)]).Write());

    public static Descriptor AddContent(MemoryStore store, string mediaType, byte[] content) =>
        new(mediaType, store.Add(content), content.Length);

    /// <summary>The digests of all that a descriptor leads to, itself included.</summary>
    public static ImmutableHashSet<Digest> Reach(MemoryStore store, Descriptor root)
    {
        DocumentResult<ManifestDocument> read = ManifestDocument.Read(store.Whole[root.Digest], root.MediaType);
        Assert.True(read.Success, read.Error);
        return read.Value.Parts.Aggregate(
            ImmutableHashSet.Create(root.Digest),
            (known, part) => read.Value is ImageIndex ? known.Union(Reach(store, part)) : known.Add(part.Digest));
    }

    /// <summary>Writes an image as an OCI image layout.</summary>
    public static void WriteLayout(MemoryStore store, Descriptor root, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256"));
        foreach (Digest digest in Reach(store, root))
            File.WriteAllBytes(Path.Combine(folder, "blobs", "sha256", digest.Hex), store.Whole[digest]);
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllBytes(
            Path.Combine(folder, "index.json"),
            new ImageIndex([root with { Annotations = root.Annotations.Add("org.opencontainers.image.ref.name", "it") }]).Write());
    }

    private static Descriptor AddLayer(MemoryStore store, int length, int index)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"file{index}")
            {
                DataStream = new MemoryStream(RandomNumberGenerator.GetBytes(length)),
            });
        }

        return AddContent(store, MediaTypes.OciLayerGzip, packed.ToArray());
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
