using System.Collections.Immutable;
using System.Text;
using DockerLint.Build.Native;

namespace DockerLint.Build.Tar;

/// <summary>A part of a file with holes that has data (the GNU tar manual, "Storing Sparse Files").</summary>
/// <param name="Offset">Where it starts in the file.</param>
/// <param name="Length">How long it is, in bytes.</param>
internal readonly record struct SparsePiece(long Offset, long Length)
{
    private const string Prefix = "GNU.sparse.";

    /// <summary>As many as a file of a terabyte may have; a map is kept in memory.</summary>
    private const int Most = 1 << 20;

    /// <summary>Where it ends.</summary>
    public long End => Offset + Length;

    /// <summary>Whether an extended header is of a file with holes.</summary>
    public static bool IsMarked(PaxRecords extended) =>
        extended.Pieces.Count > 0 || extended[Prefix + "major"] is not null || extended[Prefix + "map"] is not null;

    /// <summary>Whether pieces come one after the other, within the file, and are as long together as what is stored.</summary>
    public static bool AreValid(ImmutableArray<SparsePiece> pieces, long size, long stored)
    {
        long end = 0;
        foreach ((long offset, long length) in pieces)
        {
            if (length < 0 || offset < end || length > size - offset || length > stored)
                return false;
            end = offset + length;
            stored -= length;
        }

        return stored == 0 && size >= end;
    }

    /// <summary>Reads pieces of GNU's header, each of two fields of twelve bytes; those without a length are none.</summary>
    public static bool TryAdd(ImmutableArray<SparsePiece>.Builder pieces, ReadOnlySpan<byte> fields)
    {
        for (; fields.Length >= 24 && fields[0] != 0; fields = fields[24..])
        {
            if (TarBlock.Number(fields[..12]) is not { } offset || TarBlock.Number(fields[12..24]) is not { } length || pieces.Count == Most)
                return false;
            pieces.Add(new SparsePiece(offset, length));
        }

        return true;
    }

    /// <summary>Reads the map of an extended header, of one of its three formats.</summary>
    /// <param name="extended">The records.</param>
    /// <param name="readBlock">Reads a block of the content, which the newest format has its map in; null where there is none.</param>
    /// <param name="name">The name, in whose place the header may have another.</param>
    /// <param name="wrong">What is wrong; null where nothing more is to be said.</param>
    public static (long Size, ImmutableArray<SparsePiece> Pieces)? Read(
        PaxRecords extended, Func<byte[]?> readBlock, ref UnixPath name, out string? wrong)
    {
        wrong = null;
        if (extended[Prefix + "name"] is { } real)
        {
            if (real.Span.Contains((byte)0))
                return null;
            name = new UnixPath(real.ToArray());
        }

        if (extended[Prefix + "major"] is { } major)
        {
            if (!major.Span.SequenceEqual("1"u8) || extended[Prefix + "minor"] is not { } minor || !minor.Span.SequenceEqual("0"u8))
            {
                wrong = "the holes of a file are in a format that is not known";
                return null;
            }

            return Number("realsize") is { } realSize && ReadBlocks(readBlock) is { } inContent ? (realSize, inContent) : null;
        }

        IEnumerable<string> numbers = extended[Prefix + "map"] is { } map
            ? Encoding.ASCII.GetString(map.Span).Split(',', StringSplitOptions.RemoveEmptyEntries)
            : extended.Pieces.Select(static piece => Encoding.ASCII.GetString(piece.Value.Span));
        return Number("size") is { } size && Pairs([.. numbers.Select(static text => TarBlock.Decimal(Encoding.ASCII.GetBytes(text)))]) is { } pieces
            ? (size, pieces)
            : null;

        long? Number(string key) => extended[Prefix + key] is { } value ? TarBlock.Decimal(value.Span) : null;
    }

    /// <summary>The map of the newest format: a count, then offsets and lengths, a line each, to the end of a block.</summary>
    private static ImmutableArray<SparsePiece>? ReadBlocks(Func<byte[]?> readBlock)
    {
        var numbers = new List<long?>();
        var line = new List<byte>();
        long expected = 1;
        while (numbers.Count < expected)
        {
            if (readBlock() is not { } block)
                return null;
            foreach (byte value in block)
            {
                if (numbers.Count == expected)
                    break;
                if (value != '\n')
                {
                    line.Add(value);
                    continue;
                }

                numbers.Add(TarBlock.Decimal([.. line]));
                line.Clear();
                if (numbers.Count == 1)
                {
                    if (numbers[0] is not { } count || count > Most)
                        return null;
                    expected = 1 + (2 * count);
                }
            }

            // Longer than any number.
            if (line.Count > TarBlock.Length)
                return null;
        }

        return Pairs(numbers[1..]);
    }

    private static ImmutableArray<SparsePiece>? Pairs(List<long?> numbers)
    {
        if (numbers.Count % 2 != 0 || numbers.Contains(null) || numbers.Count / 2 > Most)
            return null;
        return [.. Enumerable.Range(0, numbers.Count / 2).Select(index => new SparsePiece(numbers[2 * index]!.Value, numbers[(2 * index) + 1]!.Value))];
    }
}
