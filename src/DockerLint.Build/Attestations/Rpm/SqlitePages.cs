using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace DockerLint.Build.Attestations.Rpm;

/// <summary>
/// The pages of an SQLite database (sqlite.org/fileformat2.html), those in its log included, which is what was written last.
/// </summary>
internal sealed class SqlitePages
{
    private const int HeaderLength = 100;
    private const int LogHeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const int SmallestPage = 512;
    private const int LargestPage = 65536;

    /// <summary>Both byte orders of checksums, which are not looked at here.</summary>
    private const uint LogMagic = 0x377F0682;

    private readonly SafeFileHandle _file;
    private readonly SafeFileHandle? _log;
    private readonly int _size;

    // Where in the log the newest content of pages is.
    private readonly Dictionary<uint, long> _logged = [];

    private SqlitePages(SafeFileHandle file, SafeFileHandle? log, int size, int reserved)
    {
        (_file, _log, _size, Usable) = (file, log, size, size - reserved);
        Length = RandomAccess.GetLength(file) + (log is null ? 0 : RandomAccess.GetLength(log));
    }

    /// <summary>How many bytes of a page are of use.</summary>
    public int Usable { get; }

    /// <summary>The length of the files in bytes: nothing in them is longer.</summary>
    public long Length { get; }

    /// <summary>Opens a database.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="log">Its log; null for none.</param>
    /// <returns>Its pages; null where it is none.</returns>
    public static SqlitePages? Open(SafeFileHandle file, SafeFileHandle? log)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (RandomAccess.Read(file, header, 0) != HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
            return null;
        int size = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is 1 ? LargestPage : BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        int reserved = header[20];
        if (size < SmallestPage || size - reserved < SmallestPage - 32)
            return null;
        var pages = new SqlitePages(file, log, size, reserved);
        pages.ReadLog();
        return pages;
    }

    /// <summary>Reads a page.</summary>
    /// <param name="number">Which; the first is 1.</param>
    /// <returns>Its bytes; null where there is none.</returns>
    public byte[]? Find(uint number)
    {
        if (number == 0)
            return null;
        byte[] page = new byte[_size];
        int read = _logged.TryGetValue(number, out long offset)
            ? RandomAccess.Read(_log!, page, offset)
            : RandomAccess.Read(_file, page, (number - 1L) * _size);
        return read == _size ? page : null;
    }

    /// <summary>What of the log belongs to a change that was written completely counts.</summary>
    private void ReadLog()
    {
        Span<byte> header = stackalloc byte[LogHeaderLength];
        if (_log is null
            || RandomAccess.Read(_log, header, 0) != LogHeaderLength
            || (BinaryPrimitives.ReadUInt32BigEndian(header) & ~1u) != LogMagic
            || BinaryPrimitives.ReadUInt32BigEndian(header[8..]) != (uint)_size)
        {
            return;
        }

        var change = new Dictionary<uint, long>();
        Span<byte> frame = stackalloc byte[FrameHeaderLength];
        for (long offset = LogHeaderLength; RandomAccess.Read(_log, frame, offset) == FrameHeaderLength; offset += FrameHeaderLength + _size)
        {
            // Those of an older log have other numbers there.
            if (!frame.Slice(8, 8).SequenceEqual(header.Slice(16, 8)))
                break;
            change[BinaryPrimitives.ReadUInt32BigEndian(frame)] = offset + FrameHeaderLength;
            if (BinaryPrimitives.ReadUInt32BigEndian(frame[4..]) == 0)
                continue;
            foreach ((uint page, long place) in change)
                _logged[page] = place;
            change.Clear();
        }
    }
}
