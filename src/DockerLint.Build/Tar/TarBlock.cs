using System.Buffers.Text;

namespace DockerLint.Build.Tar;

/// <summary>The block of 512 bytes that an entry starts with: where its fields are, and how they have numbers.</summary>
/// <remarks>POSIX.1-2017, pax, "ustar Interchange Format"; the GNU tar manual, "Basic Tar Format".</remarks>
internal static class TarBlock
{
    /// <summary>Headers and contents take multiples of this.</summary>
    public const int Length = 512;

    public static readonly Range Name = ..100;
    public static readonly Range Mode = 100..108;
    public static readonly Range Uid = 108..116;
    public static readonly Range Gid = 116..124;
    public static readonly Range Size = 124..136;
    public static readonly Range Modified = 136..148;
    public static readonly Range Checksum = 148..156;
    public static readonly Range Link = 157..257;
    public static readonly Range Magic = 257..265;
    public static readonly Range Major = 329..337;
    public static readonly Range Minor = 337..345;
    public static readonly Range Prefix = 345..500;
    public const int Kind = 156;

    /// <summary>Of GNU's format: four pieces of a file with holes, whether more follow, and its whole length.</summary>
    public static readonly Range GnuPieces = 386..482;
    public const int GnuHasMore = 482;
    public static readonly Range GnuRealSize = 483..495;

    /// <summary>POSIX's mark and version.</summary>
    public static ReadOnlySpan<byte> Ustar => "ustar\000"u8;

    /// <summary>GNU's mark and version.</summary>
    public static ReadOnlySpan<byte> Gnu => "ustar  \0"u8;

    /// <summary>The next multiple of a block's length.</summary>
    public static long Padded(long length) => (length + Length - 1) & ~(Length - 1L);

    /// <summary>A field's text: up to its first zero.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    /// <summary>
    /// A number: octal digits between blanks and zeros, or, where the first bit is set, a binary number of two's complement
    /// (the GNU tar manual, "Extensions"). A field with nothing in it is 0.
    /// </summary>
    /// <returns>The number; null where the field has none, or one of more than 64 bits.</returns>
    public static long? Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
            return Binary(field);
        ReadOnlySpan<byte> digits = field.Trim((byte)' ').Trim(" \0"u8);
        long value = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7' || value >> 60 != 0)
                return null;
            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }

    private static long? Binary(ReadOnlySpan<byte> field)
    {
        bool isNegative = (field[0] & 0x40) != 0;
        long value = isNegative ? -1 : 0;
        for (int index = 0; index < field.Length; index++)
        {
            // The first bit is the mark; the sign stands in for it.
            byte part = index > 0 ? field[index] : isNegative ? (byte)(field[0] | 0x80) : (byte)(field[0] & 0x7F);
            long shifted = (value << 8) | part;
            if (shifted >> 8 != value)
                return null;
            value = shifted;
        }

        return value;
    }

    /// <summary>Writes a number in octal digits with a zero at the end.</summary>
    /// <returns>Whether it fits.</returns>
    public static bool TryWrite(Span<byte> field, long value)
    {
        Span<byte> digits = field[..^1];
        if (value < 0 || value >> (3 * digits.Length) != 0)
            return false;
        for (int index = digits.Length - 1; index >= 0; index--, value >>= 3)
            digits[index] = (byte)('0' + (value & 7));
        field[^1] = 0;
        return true;
    }

    /// <summary>The sum of all bytes, blanks in the place of the sum itself.</summary>
    /// <param name="block">The block.</param>
    /// <param name="asSigned">Whether bytes count as signed, as some old programs have it.</param>
    public static long Sum(ReadOnlySpan<byte> block, bool asSigned = false)
    {
        long sum = 0;
        for (int index = 0; index < Length; index++)
        {
            byte value = index is >= 148 and < 156 ? (byte)' ' : block[index];
            sum += asSigned ? (sbyte)value : value;
        }

        return sum;
    }

    /// <summary>Writes the sum: six digits, a zero, a blank.</summary>
    public static void WriteSum(Span<byte> block)
    {
        Span<byte> field = block[Checksum];
        _ = TryWrite(field[..7], Sum(block));
        field[7] = (byte)' ';
    }

    /// <summary>Reads a decimal number of no sign that is all of a text.</summary>
    public static long? Decimal(ReadOnlySpan<byte> text) =>
        text is [>= (byte)'0' and <= (byte)'9', ..] && Utf8Parser.TryParse(text, out long value, out int length) && length == text.Length ? value : null;
}
