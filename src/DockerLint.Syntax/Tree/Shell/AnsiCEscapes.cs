using System.Globalization;
using System.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>The escapes of <c>$'…'</c>, as Bash's manual lists them.</summary>
internal static class AnsiCEscapes
{
    public static string Decode(ReadOnlySpan<char> text)
    {
        StringBuilder decoded = new(text.Length);
        while (!text.IsEmpty)
        {
            int plain = text.IndexOf('\\');
            if (plain < 0 || plain == text.Length - 1)
                plain = text.Length;
            decoded.Append(text[..plain]);
            text = text[plain..];
            if (!text.IsEmpty)
                text = text[DecodeOne(text, decoded)..];
        }

        return decoded.ToString();
    }

    private static int DecodeOne(ReadOnlySpan<char> text, StringBuilder decoded)
    {
        char kind = text[1];
        switch (kind)
        {
            case 'x':
                return Number(text, 2, 2, 16, decoded);
            case 'u':
                return Number(text, 2, 4, 16, decoded);
            case 'U':
                return Number(text, 2, 8, 16, decoded);
            case >= '0' and <= '7':
                return Number(text, 1, 3, 8, decoded);
            case 'c' when text.Length > 2:
                decoded.Append((char)(text[2] & 0x1F));
                return 3;
        }

        char simple = kind switch
        {
            'a' => '\a',
            'b' => '\b',
            'e' or 'E' => '\e',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            '\\' or '\'' or '"' or '?' => kind,
            _ => '\0',
        };
        if (simple == '\0')
            decoded.Append('\\').Append(kind);
        else
            decoded.Append(simple);
        return 2;
    }

    private static int Number(ReadOnlySpan<char> text, int start, int digits, int radix, StringBuilder decoded)
    {
        int end = start;
        while (end < text.Length && end < start + digits && IsDigit(text[end], radix))
            end++;
        if (end == start)
        {
            decoded.Append(text[..start]);
            return start;
        }

        uint value = 0;
        foreach (char digit in text[start..end])
            value = (value * (uint)radix) + (uint)int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (text[1] is not ('u' or 'U'))
            value &= 0xFF;
        decoded.Append(Rune.TryCreate(value, out Rune rune) ? rune.ToString() : "\uFFFD");
        return end;
    }

    private static bool IsDigit(char c, int radix) => radix == 16 ? char.IsAsciiHexDigit(c) : c is >= '0' and <= '7';
}
