using System.Buffers.Binary;

namespace DockerLint.Build.Attestations.Rpm;

/// <summary>Reads the rows of tables of an SQLite database (sqlite.org/fileformat2.html), as much of it as rpm's needs.</summary>
/// <param name="pages">Its pages.</param>
internal sealed class SqliteTable(SqlitePages pages)
{
    private const byte InteriorPage = 5;
    private const byte LeafPage = 13;

    /// <summary>In trees of pages that are not made to be deep.</summary>
    private const int MostLevels = 32;

    /// <summary>Longer rows are not read, in bytes.</summary>
    private const long LongestRow = 64L << 20;

    private readonly HashSet<uint> _seen = [];

    /// <summary>Reads a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="row">Is given the columns of each row: numbers are as they stand there, texts and blobs without more.</param>
    /// <returns>Whether it is all there and whole.</returns>
    public bool TryRead(string name, Action<IReadOnlyList<ReadOnlyMemory<byte>>> row)
    {
        uint root = 0;
        byte[] wanted = System.Text.Encoding.ASCII.GetBytes(name);
        // The first page has the names of tables: type, name, name of the table, page, text.
        bool isWhole = TryWalk(1, columns =>
        {
            if (columns.Count > 3 && columns[0].Span.SequenceEqual("table"u8) && columns[1].Span.SequenceEqual(wanted))
                root = NumberOf(columns[3].Span);
        });
        return isWhole && TryWalk(root, row);
    }

    private static uint NumberOf(ReadOnlySpan<byte> bytes)
    {
        uint number = 0;
        foreach (byte part in bytes)
            number = (number << 8) | part;
        return number;
    }

    private bool TryWalk(uint page, Action<IReadOnlyList<ReadOnlyMemory<byte>>> row)
    {
        _seen.Clear();
        return TryWalk(page, row, 0);
    }

    private bool TryWalk(uint number, Action<IReadOnlyList<ReadOnlyMemory<byte>>> row, int level)
    {
        if (level == MostLevels || Take(number) is not { } page)
            return false;
        int start = number == 1 ? 100 : 0;
        int cells = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));
        int pointers = start + (page[start] == InteriorPage ? 12 : 8);
        if (page[start] is not (InteriorPage or LeafPage) || pointers + (2 * cells) > pages.Usable)
            return false;
        for (int cell = 0; cell < cells; cell++)
        {
            int offset = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(pointers + (2 * cell)));
            if (offset + 4 > pages.Usable)
                return false;
            bool isWhole = page[start] == InteriorPage
                ? TryWalk(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(offset)), row, level + 1)
                : TryReadRow(page, offset, row);
            if (!isWhole)
                return false;
        }

        return page[start] == LeafPage || TryWalk(BinaryPrimitives.ReadUInt32BigEndian(page.AsSpan(start + 8)), row, level + 1);
    }

    private bool TryReadRow(byte[] page, int offset, Action<IReadOnlyList<ReadOnlyMemory<byte>>> row)
    {
        ReadOnlySpan<byte> cell = page.AsSpan(offset, pages.Usable - offset);
        if (!TryReadNumber(ref cell, out long length) || !TryReadNumber(ref cell, out _) || length < 0 || length > Math.Min(LongestRow, pages.Length))
            return false;
        byte[] content = new byte[length];
        int local = LocalOf(length);
        if (cell.Length < local)
            return false;
        cell[..local].CopyTo(content);
        if (local < length && (cell.Length < local + 4 || !TryReadRest(BinaryPrimitives.ReadUInt32BigEndian(cell[local..]), content.AsSpan(local))))
            return false;
        if (!TryRead(content, out List<ReadOnlyMemory<byte>> columns))
            return false;
        row(columns);
        return true;
    }

    /// <summary>How much of a row is on its page; the rest is on pages of its own.</summary>
    private int LocalOf(long length)
    {
        int most = pages.Usable - 35;
        if (length <= most)
            return (int)length;
        int least = ((pages.Usable - 12) * 32 / 255) - 23;
        int whole = (int)(least + ((length - least) % (pages.Usable - 4)));
        return whole <= most ? whole : least;
    }

    private bool TryReadRest(uint number, Span<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            if (Take(number) is not { } page)
                return false;
            int part = Math.Min(rest.Length, pages.Usable - 4);
            page.AsSpan(4, part).CopyTo(rest);
            rest = rest[part..];
            number = BinaryPrimitives.ReadUInt32BigEndian(page);
        }

        return true;
    }

    /// <summary>Columns by their types and lengths ("Record Format").</summary>
    private static bool TryRead(ReadOnlyMemory<byte> record, out List<ReadOnlyMemory<byte>> columns)
    {
        columns = [];
        ReadOnlySpan<byte> types = record.Span;
        if (!TryReadNumber(ref types, out long header) || header > record.Length || header < record.Length - types.Length)
            return false;
        types = types[..((int)header - (record.Length - types.Length))];
        ReadOnlyMemory<byte> content = record[(int)header..];
        while (!types.IsEmpty)
        {
            if (!TryReadNumber(ref types, out long type) || type < 0)
                return false;
            long length = type switch
            {
                <= 4 => type,
                5 => 6,
                6 or 7 => 8,
                < 12 => 0,
                _ => (type - 12) / 2,
            };
            if (length > content.Length)
                return false;
            columns.Add(content[..(int)length]);
            content = content[(int)length..];
        }

        return true;
    }

    /// <summary>Seven bits a byte, with more to come where the eighth is set; the ninth byte has eight.</summary>
    private static bool TryReadNumber(ref ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        for (int index = 0; index < bytes.Length; index++)
        {
            byte part = bytes[index];
            number = index == 8 ? (number << 8) | part : (number << 7) | (part & 0x7Fu);
            if (index < 8 && part > 0x7F)
                continue;
            bytes = bytes[(index + 1)..];
            return true;
        }

        return false;
    }

    /// <summary>Reads a page once: one that comes again is where somebody goes round in circles.</summary>
    private byte[]? Take(uint number) => _seen.Add(number) ? pages.Find(number) : null;
}
