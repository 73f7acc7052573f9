using System.IO.Compression;
using System.Security.Cryptography;
using DockerLint.Oci.Registry;
using DockerLint.References;
using ZstdSharp;

namespace DockerLint.Build.Layers;

/// <summary>A layer as its archive: unpacks what it is given, whatever of the known ways it is compressed in, counts it and hashes it.</summary>
internal sealed class LayerSource : OneWayStream
{
    private readonly Counter _packed;
    private readonly Stream _unpacked;
    private readonly IncrementalHash _hash = ContentDigest.Start();
    private readonly UnpackLimits _limits;
    private readonly CancellationToken _cancellation;

    /// <summary>Starts to read.</summary>
    /// <param name="packed">The layer; stays open.</param>
    /// <param name="limits">How much it may become.</param>
    /// <param name="cancellation">Ends it between two reads.</param>
    public LayerSource(Stream packed, UnpackLimits limits, CancellationToken cancellation)
    {
        _limits = limits;
        _cancellation = cancellation;
        var start = new byte[4];
        int length = packed.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        _packed = new Counter(start.AsMemory(0, length), packed);
        _unpacked = KindOf(start.AsSpan(0, length)) switch
        {
            Compression.Gzip => new GZipStream(_packed, CompressionMode.Decompress),
            Compression.Zstd => new DecompressionStream(_packed, leaveOpen: true),
            _ => _packed,
        };
    }

    /// <summary>Bytes that came out so far.</summary>
    public long Unpacked { get; private set; }

    /// <summary>Whether more came out than the limits allow; then the stream has ended.</summary>
    public bool IsTooLarge { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <summary>What the first bytes of a file say of its compression.</summary>
    /// <param name="start">At least four bytes, where the file has them.</param>
    public static Compression KindOf(ReadOnlySpan<byte> start) => start switch
    {
        [0x1F, 0x8B, ..] => Compression.Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Compression.Zstd,
        // A frame that is skipped, with which some programs start.
        [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => Compression.Zstd,
        _ => Compression.None,
    };

    /// <summary>The digest of all that came out.</summary>
    public Digest Complete() => ContentDigest.Complete(_hash);

    /// <summary>Whether the limits allow so many bytes of files whose holes never come out.</summary>
    public bool AllowsHoles(long bytes) => Allows(bytes, _packed.Total);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (IsTooLarge)
            return 0;
        int read = _unpacked.Read(buffer);
        Unpacked += read;
        _hash.AppendData(buffer[..read]);
        return Allows(Unpacked, _packed.Count) ? read : 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Allows(long bytes, long packed)
    {
        IsTooLarge |= !_limits.Allow(bytes, packed);
        return !IsTooLarge;
    }

    /// <summary>The packed bytes, the first of which were looked at.</summary>
    private sealed class Counter(ReadOnlyMemory<byte> start, Stream rest) : OneWayStream
    {
        private ReadOnlyMemory<byte> _start = start;

        /// <summary>How many were read.</summary>
        public long Count { get; private set; }

        /// <summary>How many there are, as far as that is known.</summary>
        public long Total => rest.CanSeek ? Math.Max(Count, rest.Length) : Count;

        public override bool CanRead => true;

        public override int Read(Span<byte> buffer)
        {
            int read = Math.Min(_start.Length, buffer.Length);
            if (read > 0)
            {
                _start.Span[..read].CopyTo(buffer);
                _start = _start[read..];
            }
            else
            {
                read = rest.Read(buffer);
            }

            Count += read;
            return read;
        }
    }
}
