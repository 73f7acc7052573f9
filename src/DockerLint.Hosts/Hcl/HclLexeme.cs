using System.Globalization;
using System.Text;
using DockerLint.Hosts.Lexing;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Hosts.Hcl;

/// <summary>The tokens of HCL.</summary>
internal static class HclLexeme
{
    /// <summary>A name; dashes may be in it.</summary>
    public static Parser<char, string> Identifier { get; } = Text(MeasureName);

    /// <summary>Whether a name may start so.</summary>
    public static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    /// <summary>The text of a token.</summary>
    public static Parser<char, string> Text(Lex.Measure measure) =>
        Lex.In<TolerantFrame, TextSpan, string>(Lex.Take(measure), static (frame, span) => frame.Text.Substring(span.Start, span.Length));

    /// <summary>The length of the name at the start, 0 where there is none. <c>a::b</c> is one, of a function.</summary>
    public static int MeasureName(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || !IsNameStart(rest[0]))
            return 0;
        int length = 1;
        while (length < rest.Length)
        {
            if (IsInName(rest[length]))
                length++;
            else if (rest[length..] is [':', ':', var next, ..] && IsNameStart(next))
                length += 3;
            else
                break;
        }

        return length;
    }

    /// <summary>Whether a word of the language stands at the start.</summary>
    public static bool StartsWithWord(ReadOnlySpan<char> rest, string word) =>
        rest.StartsWith(word, StringComparison.Ordinal) && (rest.Length == word.Length || !IsInName(rest[word.Length]));

    /// <summary>The length of the number at the start.</summary>
    public static int MeasureNumber(ReadOnlySpan<char> rest)
    {
        int length = MeasureDigits(rest);
        if (rest[length..] is ['.', >= '0' and <= '9', ..])
            length += 1 + MeasureDigits(rest[(length + 1)..]);
        int exponent = rest[length..] switch
        {
            ['e' or 'E', '+' or '-', >= '0' and <= '9', ..] => 2,
            ['e' or 'E', >= '0' and <= '9', ..] => 1,
            _ => 0,
        };
        return exponent == 0 ? length : length + exponent + MeasureDigits(rest[(length + exponent)..]);
    }

    /// <summary>The length of what stands in quotes up to an expression, the closing quote or the end of the line.</summary>
    public static int MeasureQuoted(ReadOnlySpan<char> rest)
    {
        int position = 0;
        while (position < rest.Length && rest[position] is not ('"' or '\n'))
        {
            if (rest[position] == '\\' && position + 1 < rest.Length && rest[position + 1] != '\n')
                position += 2;
            else if (MeasureMark(rest[position..]) is var mark && mark != 0)
                position += mark;
            else
                break;
        }

        return position;
    }

    /// <summary>The length of what stands in a here-document up to an expression.</summary>
    public static int MeasureLines(ReadOnlySpan<char> rest)
    {
        int position = 0;
        while (position < rest.Length)
        {
            int next = rest[position..].IndexOfAny('$', '%');
            if (next < 0)
                return rest.Length;
            position += next;
            if (MeasureMark(rest[position..]) is not (var mark and not 0))
                break;
            position += mark;
        }

        return position;
    }

    /// <summary>How many characters stand for themselves: 3 where <c>$${</c> is <c>${</c>; 0 where an expression starts.</summary>
    private static int MeasureMark(ReadOnlySpan<char> rest) => rest switch
    {
        ['$', '$', '{', ..] or ['%', '%', '{', ..] => 3,
        ['$' or '%', '{', ..] => 0,
        _ => 1,
    };

    /// <summary>A part of a quoted text as it is meant.</summary>
    public static string Unescape(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('\\', '$', '%') < 0)
            return text.ToString();
        var value = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            int length = 1;
            if (text[0] != '\\' || text.Length == 1)
            {
                length = Math.Max(MeasureMark(text), 1);
                value.Append(text[(length == 3 ? 1 : 0)..length]);
            }
            else if (text[1] is 'u' or 'U' && MeasureCode(text, out int code) is var measured && measured != 0)
            {
                length = measured;
                value.Append(char.ConvertFromUtf32(code));
            }
            else
            {
                length = 2;
                value.Append(text[1] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    char c => c,
                });
            }

            text = text[length..];
        }

        return value.ToString();
    }

    /// <summary>A part of a here-document as it is meant.</summary>
    public static string UnescapeMarks(string text) => text
        .Replace("$${", "${", StringComparison.Ordinal)
        .Replace("%%{", "%{", StringComparison.Ordinal);

    /// <summary>The length of an escaped code point; 0 where it is none.</summary>
    private static int MeasureCode(ReadOnlySpan<char> text, out int code)
    {
        int length = text[1] == 'u' ? 6 : 10;
        code = 0;
        return text.Length >= length
            && int.TryParse(text[2..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)
            && Rune.IsValid(code) ? length : 0;
    }

    private static bool IsInName(char c) => IsNameStart(c) || char.IsDigit(c) || c == '-';

    private static int MeasureDigits(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? rest.Length : length;
    }
}
