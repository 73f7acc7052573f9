using System.Buffers;
using System.Collections.Immutable;

namespace DockerLint.BuildKit.Session.Http2;

/// <summary>
/// The code of texts in headers (RFC 7541, appendix B). It is canonical: of the lengths of its symbols the bits follow.
/// </summary>
internal static class HuffmanCode
{
    private const int EndSymbol = 256;
    private const int LongestBits = 30;

    private static readonly ImmutableArray<byte> s_lengths =
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    /// <summary>Symbols, those of the shortest codes first, and of one length in their order.</summary>
    private static readonly ImmutableArray<short> s_symbols =
        [.. Enumerable.Range(0, s_lengths.Length).OrderBy(static symbol => s_lengths[symbol]).ThenBy(static symbol => symbol).Select(static symbol => (short)symbol)];

    /// <summary>Of each length: its first code, and how many symbols are shorter.</summary>
    private static readonly ImmutableArray<(int First, int Shorter, int Count)> s_levels = Levels();

    /// <summary>Reads a text.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, IBufferWriter<byte> target)
    {
        int code = 0;
        int length = 0;
        foreach (byte value in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                code = (code << 1) | ((value >> bit) & 1);
                if (++length > LongestBits)
                    return false;
                (int first, int shorter, int count) = s_levels[length];
                int place = code - first;
                if (place < 0 || place >= count)
                    continue;
                int symbol = s_symbols[shorter + place];
                if (symbol == EndSymbol)
                    return false;
                target.Write<byte>([(byte)symbol]);
                (code, length) = (0, 0);
            }
        }

        // The rest of the last byte is filled with the start of the code of the end, which is all ones.
        return length < 8 && code == (1 << length) - 1;
    }

    private static ImmutableArray<(int First, int Shorter, int Count)> Levels()
    {
        var levels = ImmutableArray.CreateBuilder<(int, int, int)>();
        int code = 0;
        int shorter = 0;
        for (int length = 0; length <= LongestBits; length++)
        {
            int count = s_lengths.Count(known => known == length);
            levels.Add((code, shorter, count));
            code = (code + count) << 1;
            shorter += count;
        }

        return levels.ToImmutable();
    }
}
