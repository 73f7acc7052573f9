using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text;

namespace DockerLint.Lexing;

/// <summary>The tokens of JSON (RFC 8259) as Go's <c>encoding/json</c> accepts them.</summary>
internal static class JsonLexeme
{
    /// <summary>White space between tokens.</summary>
    public static readonly SearchValues<char> Space = SearchValues.Create(" \t\r\n");

    private const int DeepestNesting = 10_000;

    private static readonly SearchValues<char> s_stringStops = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code), '"', '\\']);

    /// <summary>The length of the string at the start, its quotes included; 0 where there is none that is valid.</summary>
    public static int MeasureString(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] != '"')
            return 0;
        int position = 1;
        while (true)
        {
            int next = rest[position..].IndexOfAny(s_stringStops);
            if (next < 0)
                return 0;
            position += next;
            if (rest[position] == '"')
                return position + 1;
            int escape = MeasureEscape(rest[position..]);
            if (escape == 0)
                return 0;
            position += escape;
        }
    }

    /// <summary>The value of a valid string.</summary>
    /// <param name="text">The string, its quotes included.</param>
    public static string Decode(ReadOnlySpan<char> text) => Unescape(text[1..^1]);

    /// <summary>The value of what stands between the quotes of a valid string.</summary>
    public static string Unescape(ReadOnlySpan<char> rest)
    {
        if (!rest.Contains('\\'))
            return rest.ToString();
        var value = new StringBuilder(rest.Length);
        while (!rest.IsEmpty)
        {
            int plain = rest.IndexOf('\\');
            if (plain < 0)
                plain = rest.Length;
            value.Append(rest[..plain]);
            rest = rest[plain..];
            if (rest.IsEmpty)
                break;
            value.Append(rest[1] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)int.Parse(rest.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                char c => c,
            });
            rest = rest[(rest[1] == 'u' ? 6 : 2)..];
        }

        return value.ToString();
    }

    /// <summary>The length of the value at the start, of any kind; 0 where there is none that is valid.</summary>
    public static int MeasureValue(ReadOnlySpan<char> rest)
    {
        var isObject = new BitArray(16);
        int depth = 0;
        int position = 0;
        while (true)
        {
            position += MeasureSpace(rest[position..]);
            if (position >= rest.Length)
                return 0;
            char c = rest[position];
            if (c is '[' or '{')
            {
                if (depth == DeepestNesting)
                    return 0;
                if (depth == isObject.Length)
                    isObject.Length *= 2;
                isObject[depth++] = c == '{';
                position++;
                position += MeasureSpace(rest[position..]);
                if (position < rest.Length && rest[position] == (c == '{' ? '}' : ']'))
                {
                    depth--;
                    position++;
                }
                else
                {
                    if (c == '{' && !SkipName(rest, ref position))
                        return 0;
                    continue;
                }
            }
            else
            {
                int length = c == '"' ? MeasureString(rest[position..]) : MeasureAtom(rest[position..]);
                if (length == 0)
                    return 0;
                position += length;
            }

            while (depth > 0)
            {
                position += MeasureSpace(rest[position..]);
                if (position >= rest.Length)
                    return 0;
                bool inObject = isObject[depth - 1];
                char next = rest[position++];
                if (next == ',')
                {
                    if (inObject && !SkipName(rest, ref position))
                        return 0;
                    break;
                }

                if (next != (inObject ? '}' : ']'))
                    return 0;
                depth--;
            }

            if (depth == 0)
                return position;
        }
    }

    private static bool SkipName(ReadOnlySpan<char> rest, ref int position)
    {
        position += MeasureSpace(rest[position..]);
        int name = MeasureString(rest[position..]);
        if (name == 0)
            return false;
        position += name;
        position += MeasureSpace(rest[position..]);
        return position < rest.Length && rest[position++] == ':';
    }

    private static int MeasureSpace(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAnyExcept(Space);
        return length < 0 ? rest.Length : length;
    }

    private static int MeasureEscape(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] != '\\')
            return 0;
        if (rest[1] != 'u')
            return "\"\\/bfnrt".Contains(rest[1], StringComparison.Ordinal) ? 2 : 0;
        if (rest.Length < 6)
            return 0;
        foreach (char digit in rest.Slice(2, 4))
        {
            if (!char.IsAsciiHexDigit(digit))
                return 0;
        }

        return 6;
    }

    private static int MeasureAtom(ReadOnlySpan<char> rest)
    {
        foreach (string word in (ReadOnlySpan<string>)["true", "false", "null"])
        {
            if (rest.StartsWith(word, StringComparison.Ordinal))
                return word.Length;
        }

        int position = rest[0] == '-' ? 1 : 0;
        int whole = MeasureDigits(rest[position..]);
        if (whole == 0)
            return 0;
        position += rest[position] == '0' ? 1 : whole;
        if (position < rest.Length && rest[position] == '.')
        {
            int fraction = MeasureDigits(rest[(position + 1)..]);
            if (fraction == 0)
                return 0;
            position += fraction + 1;
        }

        if (position < rest.Length && rest[position] is 'e' or 'E')
        {
            position++;
            if (position < rest.Length && rest[position] is '+' or '-')
                position++;
            int exponent = MeasureDigits(rest[position..]);
            if (exponent == 0)
                return 0;
            position += exponent;
        }

        return position;
    }

    private static int MeasureDigits(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? rest.Length : length;
    }
}
