using System.IO.Compression;
using System.Security.Cryptography;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;
using ZstdSharp;

namespace DockerLint.Build.Layers;

/// <summary>A layer that is in a store.</summary>
/// <param name="DiffId">The digest of its archive before it is compressed, as the image's configuration names it.</param>
/// <param name="Digest">The digest of the blob, as the manifest names it.</param>
/// <param name="Size">The length of the blob in bytes.</param>
/// <param name="MediaType">What it is.</param>
public sealed record Layer(Digest DiffId, Digest Digest, long Size, string MediaType);

/// <summary>Writes archives into a store as layers, in one pass: the archive is hashed, compressed and hashed again.</summary>
public static class LayerWriter
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Zstandard's usual level, as BuildKit has it.</summary>
    private const int ZstdLevel = 3;

    /// <summary>Writes a layer.</summary>
    /// <param name="lease">The work that it is for, in whose store it is then.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="writeArchive">Writes the archive into the stream that it is given.</param>
    public static Layer Write(StoreLease lease, Compression compression, Action<Stream> writeArchive)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(writeArchive);
        using BlobWriter blob = lease.Write();
        using IncrementalHash hash = ContentDigest.Start();
        using (Stream compressed = Compress(blob, compression))
        {
            using var hashed = new HashingStream(hash, compressed);
            using var buffered = new BufferedStream(hashed, BufferSize);
            writeArchive(buffered);
        }

        long size = blob.Length;
        return new Layer(ContentDigest.Complete(hash), blob.Commit(), size, MediaTypeOf(compression));
    }

    /// <summary>The media type of a layer.</summary>
    public static string MediaTypeOf(Compression compression) => compression switch
    {
        Compression.Gzip => MediaTypes.OciLayerGzip,
        Compression.Zstd => MediaTypes.OciLayerZstd,
        _ => MediaTypes.OciLayer,
    };

    private static Stream Compress(Stream target, Compression compression) => compression switch
    {
        Compression.Gzip => new GzipWriter(target, CompressionLevel.Optimal),
        Compression.Zstd => new CompressionStream(target, ZstdLevel, leaveOpen: true),
        _ => new HashingStream(null, target),
    };

    /// <summary>Hashes what goes through; leaves the target open.</summary>
    private sealed class HashingStream(IncrementalHash? hash, Stream target) : OneWayStream
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            hash?.AppendData(buffer);
            target.Write(buffer);
        }
    }
}
