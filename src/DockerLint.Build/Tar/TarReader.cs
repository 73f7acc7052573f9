using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Build.Native;
using ZstdSharp;

namespace DockerLint.Build.Tar;

/// <summary>
/// Reads an archive from its start to its end, without going back and without keeping it in memory: Unix V7, POSIX (ustar, pax)
/// and GNU (long names, binary numbers, files with holes). What is not well-formed ends it with an <see cref="Error"/>.
/// </summary>
/// <param name="source">The archive, unpacked; stays open.</param>
public sealed class TarReader(Stream source)
{
    /// <summary>More than names and attributes take.</summary>
    private const long LongestHeader = 1024 * 1024;

    private readonly byte[] _block = new byte[TarBlock.Length];

    private long _offset;
    private long _start;
    private bool _isAtEnd;

    // What is left of the entry's content: bytes in the archive, then what fills up its last block.
    private long _stored;
    private long _padding;

    // The content as the file has it: where it is read, how long it is, where its data are.
    private long _position;
    private long _size;
    private ImmutableArray<SparsePiece> _pieces = [];
    private int _piece;

    /// <summary>Why the archive cannot be read further; null as long as it can.</summary>
    public TarError? Error { get; private set; }

    /// <summary>Reads the next entry; what has not been read of the one before is left out.</summary>
    /// <returns>The entry; null at the end, and where there is an <see cref="Error"/>.</returns>
    public TarEntry? Next()
    {
        if (Error is not null || _isAtEnd || !Skip(_stored + _padding))
            return null;
        (_stored, _padding, _position, _size, _pieces, _piece) = (0, 0, 0, 0, [], 0);
        _start = _offset;
        var extended = new PaxRecords();
        UnixPath? longName = null;
        UnixPath? longLink = null;
        while (ReadHeader())
        {
            byte type = _block[TarBlock.Kind];
            if (type is not ((byte)'x' or (byte)'g' or (byte)'L' or (byte)'K' or (byte)'V'))
                return Entry(type, extended, longName, longLink);
            if (TarBlock.Number(_block.AsSpan(TarBlock.Size)) is not { } length || length is < 0 or > LongestHeader)
                return Fail("a header that goes before an entry is not a megabyte long at most");
            byte[] text = new byte[length];
            if (!Fill(text) || !Skip(TarBlock.Padded(length) - length))
                return null;
            switch (type)
            {
                case (byte)'x' when extended.Read(text) is { } wrong:
                    return Fail(wrong);
                case (byte)'g' when new PaxRecords().Read(text) is { } wrong:
                    return Fail(wrong);
                case (byte)'L':
                    longName = new UnixPath(TarBlock.Text(text).ToArray());
                    break;
                case (byte)'K':
                    longLink = new UnixPath(TarBlock.Text(text).ToArray());
                    break;
            }
        }

        if (Error is null && (!extended.IsEmpty || longName is not null || longLink is not null))
            return Fail("the archive ends where an entry should follow its extended header");
        return null;
    }

    /// <summary>Reads on in the content of the entry. Holes are zeros.</summary>
    /// <returns>How many bytes were read; 0 at the end of the content, and where there is an <see cref="Error"/>.</returns>
    public int Read(Span<byte> buffer)
    {
        if (Error is not null || _position == _size || buffer.IsEmpty)
            return 0;
        while (_piece < _pieces.Length && _position == _pieces[_piece].End)
            _piece++;
        bool isHole = _piece == _pieces.Length || _position < _pieces[_piece].Offset;
        long end = _piece == _pieces.Length ? _size : isHole ? _pieces[_piece].Offset : _pieces[_piece].End;
        Span<byte> part = buffer[..(int)Math.Min(buffer.Length, end - _position)];
        if (isHole)
            part.Clear();
        else if (!Fill(part))
            return 0;
        else
            _stored -= part.Length;
        _position += part.Length;
        return part.Length;
    }

    /// <summary>Reads what comes after the end, so that whoever counts or hashes the archive has all of it.</summary>
    public void ReadToEnd()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        while (Error is null && ReadSource(buffer) > 0)
        {
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Reads the next block that is a header.</summary>
    /// <returns>False at the end of the archive and where there is an error.</returns>
    private bool ReadHeader()
    {
        int read = ReadUpTo(_block);
        if (Error is not null)
            return false;
        if (read == 0)
            return End();
        if (read < _block.Length)
            return FailRead("the archive is cut off in a header");
        if (!_block.AsSpan().ContainsAnyExcept((byte)0))
        {
            read = ReadUpTo(_block);
            if (Error is not null)
                return false;
            return read == 0 || (read == _block.Length && !_block.AsSpan().ContainsAnyExcept((byte)0))
                ? End()
                : FailRead("one block of zeros is not the end of an archive");
        }

        long? sum = TarBlock.Number(_block.AsSpan(TarBlock.Checksum));
        return sum == TarBlock.Sum(_block) || sum == TarBlock.Sum(_block, asSigned: true)
            ? true
            : FailRead("a header's checksum is wrong, so it is no tar archive or it is damaged");

        bool End()
        {
            _isAtEnd = true;
            return false;
        }
    }

    private TarEntry? Entry(byte type, PaxRecords extended, UnixPath? longName, UnixPath? longLink)
    {
        ReadOnlySpan<byte> block = _block;
        bool isGnu = block[TarBlock.Magic].SequenceEqual(TarBlock.Gnu);
        UnixPath name = PaxPath(PaxRecords.Path) ?? longName ?? HeaderName();
        UnixPath link = PaxPath(PaxRecords.Link) ?? longLink ?? new UnixPath(TarBlock.Text(block[TarBlock.Link]).ToArray());
        if (PaxNumber(PaxRecords.Size, TarBlock.Size) is not { } size || size < 0)
            return Fail("an entry's size is not a number");
        if (PaxNumber(PaxRecords.Uid, TarBlock.Uid) is not { } uid || PaxNumber(PaxRecords.Gid, TarBlock.Gid) is not { } gid)
            return Fail("an entry's user or group is not a number");
        if (uid is < 0 or > uint.MaxValue || gid is < 0 or > uint.MaxValue)
            return Fail("an entry's user or group is not one that a system can have");
        if (TarBlock.Number(block[TarBlock.Mode]) is not { } mode)
            return Fail("an entry's rights are not a number");
        FileTime? modified = extended[PaxRecords.Modified] is { } text
            ? PaxRecords.Time(text.Span)
            : TarBlock.Number(block[TarBlock.Modified]) is { } seconds ? new FileTime(seconds) : null;
        if (modified is null)
            return Fail("an entry's time is not a number");

        bool isSparse = type == 'S';
        if (KindOf(type) is not { } kind)
            return Fail($"there is no type of entry '{(char)type}'");
        if (kind == TarKind.File && name.Bytes is [.., (byte)'/'] && !isSparse)
            kind = TarKind.Folder;
        long major = 0, minor = 0;
        if (kind is TarKind.CharacterDevice or TarKind.BlockDevice)
        {
            (major, minor) = (TarBlock.Number(block[TarBlock.Major]) ?? -1, TarBlock.Number(block[TarBlock.Minor]) ?? -1);
            if (major is < 0 or > uint.MaxValue || minor is < 0 or > uint.MaxValue)
                return Fail("a device has not the numbers of one");
        }

        // Links and folders have no content, whatever size old programs wrote.
        _stored = kind == TarKind.File || type == 'D' ? size : 0;
        _padding = TarBlock.Padded(_stored) - _stored;
        _size = kind == TarKind.File ? size : 0;
        _pieces = [new SparsePiece(0, _size)];
        if (kind == TarKind.File && !ReadPieces(isGnu && isSparse, extended, ref name, out isSparse))
            return null;
        if (name.IsEmpty)
            return Fail("an entry has no name");

        return new TarEntry
        {
            Name = kind == TarKind.Folder && name.Bytes.Length > 1 ? new UnixPath(name.Bytes.TrimEnd((byte)'/').ToArray()) : name,
            Kind = kind,
            Mode = (int)mode & 0xFFF,
            Uid = uid,
            Gid = gid,
            Size = _size,
            Modified = modified.Value,
            Link = kind is TarKind.HardLink or TarKind.SymbolicLink ? link : default,
            Major = (uint)major,
            Minor = (uint)minor,
            Attributes = extended.Attributes,
            IsSparse = isSparse,
        };

        UnixPath? PaxPath(string key) => extended[key] is { } value ? new UnixPath(value.ToArray()) : (UnixPath?)null;

        long? PaxNumber(string key, Range field) =>
            extended[key] is { } value ? TarBlock.Decimal(value.Span) : TarBlock.Number(_block.AsSpan(field));

        // GNU keeps times where POSIX has the prefix.
        UnixPath HeaderName()
        {
            ReadOnlySpan<byte> last = TarBlock.Text(_block.AsSpan(TarBlock.Name));
            ReadOnlySpan<byte> prefix = _block.AsSpan(TarBlock.Magic)[..6].SequenceEqual("ustar\0"u8)
                ? TarBlock.Text(_block.AsSpan(TarBlock.Prefix))
                : [];
            return new UnixPath(prefix.IsEmpty ? last.ToArray() : [.. prefix, (byte)'/', .. last]);
        }
    }

    private static TarKind? KindOf(byte type) => type switch
    {
        0 or (byte)'0' or (byte)'7' or (byte)'S' => TarKind.File,
        (byte)'1' => TarKind.HardLink,
        (byte)'2' => TarKind.SymbolicLink,
        (byte)'3' => TarKind.CharacterDevice,
        (byte)'4' => TarKind.BlockDevice,
        (byte)'5' or (byte)'D' => TarKind.Folder,
        (byte)'6' => TarKind.Pipe,
        _ => null,
    };

    /// <summary>Finds out where the data of a file with holes are.</summary>
    private bool ReadPieces(bool isGnu, PaxRecords extended, ref UnixPath name, out bool isSparse)
    {
        isSparse = true;
        long stored = _stored;
        (long Size, ImmutableArray<SparsePiece> Pieces)? map;
        string? wrong = null;
        if (isGnu)
            map = ReadGnuPieces();
        else if (SparsePiece.IsMarked(extended))
            map = SparsePiece.Read(extended, ReadBlock, ref name, out wrong);
        else
            return !(isSparse = false);
        if (Error is not null)
            return false;
        // Blocks of the map that came with the content are read.
        if (!isGnu)
            stored = _stored;
        if (map is not var (size, pieces) || !SparsePiece.AreValid(pieces, size, stored))
            return FailRead(wrong ?? "the holes of a file are not where they can be");
        (_size, _pieces) = (size, pieces);
        return true;

        byte[]? ReadBlock()
        {
            byte[] block = new byte[TarBlock.Length];
            if (_stored < block.Length || !Fill(block))
                return null;
            _stored -= block.Length;
            return block;
        }
    }

    private (long Size, ImmutableArray<SparsePiece> Pieces)? ReadGnuPieces()
    {
        var pieces = ImmutableArray.CreateBuilder<SparsePiece>();
        if (TarBlock.Number(_block.AsSpan(TarBlock.GnuRealSize)) is not { } size)
            return null;
        bool hasMore = _block[TarBlock.GnuHasMore] != 0;
        if (!SparsePiece.TryAdd(pieces, _block.AsSpan(TarBlock.GnuPieces)))
            return null;
        byte[] block = new byte[TarBlock.Length];
        while (hasMore)
        {
            if (!Fill(block) || !SparsePiece.TryAdd(pieces, block.AsSpan(0, 504)))
                return null;
            hasMore = block[504] != 0;
        }

        return (size, pieces.ToImmutable());
    }

    private TarEntry? Fail(string message)
    {
        Error ??= new TarError(message, _start);
        return null;
    }

    private bool FailRead(string message)
    {
        Error ??= new TarError(message, _start);
        return false;
    }

    private bool Skip(long length)
    {
        if (length == 0)
            return true;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, 128 * 1024));
        bool isWhole = true;
        for (long rest = length; rest > 0 && isWhole;)
        {
            int part = (int)Math.Min(rest, buffer.Length);
            isWhole = Fill(buffer.AsSpan(0, part));
            rest -= part;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return isWhole;
    }

    private bool Fill(Span<byte> buffer) =>
        ReadUpTo(buffer) == buffer.Length || FailRead("the archive is cut off in an entry");

    private int ReadUpTo(Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            int read = ReadSource(buffer[filled..]);
            if (read == 0)
                break;
            filled += read;
        }

        return filled;
    }

    private int ReadSource(Span<byte> buffer)
    {
        try
        {
            int read = source.Read(buffer);
            _offset += read;
            return read;
        }
        catch (Exception failure) when (failure is InvalidDataException or ZstdException or EndOfStreamException)
        {
            // The only way in which decompressors say so.
            Error ??= new TarError("the archive's compressed data are damaged", _offset);
            return 0;
        }
    }
}
