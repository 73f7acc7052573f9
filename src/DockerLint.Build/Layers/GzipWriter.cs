using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace DockerLint.Build.Layers;

/// <summary>
/// Compresses by gzip (RFC 1952) on all processors. The input is cut into blocks of a fixed length that know nothing of each
/// other, so the bytes that come out do not depend on how many processors there are. It is one member, without a time.
/// </summary>
internal sealed class GzipWriter : OneWayStream
{
    /// <summary>Long enough that a block loses next to nothing by not knowing the one before.</summary>
    private const int BlockLength = 1024 * 1024;

    // Magic, deflate, no flags, no time, no extra flags, Unix.
    private static readonly byte[] s_header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3];

    // A last block of deflate with nothing in it.
    private static readonly byte[] s_end = [3, 0];

    private readonly Stream _target;
    private readonly CompressionLevel _level;
    private readonly Queue<Task<ArraySegment<byte>>> _running = new();
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockLength);
    private int _filled;
    private uint _checksum;
    private uint _length;
    private bool _isDone;

    /// <summary>Starts.</summary>
    /// <param name="target">Where to; stays open.</param>
    /// <param name="level">How thoroughly.</param>
    public GzipWriter(Stream target, CompressionLevel level)
    {
        (_target, _level) = (target, level);
        target.Write(s_header);
    }

    /// <inheritdoc/>
    public override bool CanWrite => !_isDone;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _checksum = Crc32.Append(_checksum, buffer);
        _length += (uint)buffer.Length;
        while (!buffer.IsEmpty)
        {
            int part = Math.Min(buffer.Length, BlockLength - _filled);
            buffer[..part].CopyTo(_block.AsSpan(_filled));
            buffer = buffer[part..];
            _filled += part;
            if (_filled == BlockLength)
                Start();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDone)
        {
            _isDone = true;
            if (_filled > 0)
                Start();
            while (_running.Count > 0)
                WriteFirst();
            ArrayPool<byte>.Shared.Return(_block);
            Span<byte> trailer = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
            _target.Write(s_end);
            _target.Write(trailer);
        }

        base.Dispose(disposing);
    }

    private void Start()
    {
        (byte[] block, int length, CompressionLevel level) = (_block, _filled, _level);
        _running.Enqueue(Task.Run(() => Deflate(block, length, level)));
        // The memory of as many blocks as can be of use at a time.
        if (_running.Count > Environment.ProcessorCount)
            WriteFirst();
        (_block, _filled) = (ArrayPool<byte>.Shared.Rent(BlockLength), 0);
    }

    private void WriteFirst() => _target.Write(_running.Dequeue().GetAwaiter().GetResult());

    private static ArraySegment<byte> Deflate(byte[] block, int length, CompressionLevel level)
    {
        using var compressed = new MemoryStream((length / 2) + 64);
        using var deflate = new DeflateStream(compressed, level, leaveOpen: true);
        deflate.Write(block, 0, length);
        ArrayPool<byte>.Shared.Return(block);
        // Ends on a byte, so that the next block can follow. What closing adds would end the whole.
        deflate.Flush();
        return new ArraySegment<byte>(compressed.GetBuffer(), 0, (int)compressed.Length);
    }
}
