using System.Buffers;
using System.Text;

namespace DockerLint.Lexing;

/// <summary>Words that end at white space, unless quotes or an escape protect it.</summary>
internal sealed class QuotedWord
{
    private readonly char _escape;
    private readonly bool _escapesInSingleQuotes;
    private readonly SearchValues<char> _outside;
    private readonly SearchValues<char> _special;

    /// <summary>Words with that escape character.</summary>
    /// <param name="escape">Protects the character after it.</param>
    /// <param name="escapesInSingleQuotes">Whether it does so between single quotes too.</param>
    public QuotedWord(char escape, bool escapesInSingleQuotes)
    {
        _escape = escape;
        _escapesInSingleQuotes = escapesInSingleQuotes;
        _special = SearchValues.Create(['\'', '"', escape]);
        _outside = SearchValues.Create([.. Spaces.Characters, '\'', '"', escape]);
    }

    /// <summary>The length of the word at the start of <paramref name="rest"/>; an open quote reaches to the end.</summary>
    public int Measure(ReadOnlySpan<char> rest) => Measure(rest, out _);

    /// <inheritdoc cref="Measure(ReadOnlySpan{char})"/>
    /// <param name="rest">What is left.</param>
    /// <param name="endsInEscape">Whether the text ends in an escape that protects nothing.</param>
    public int Measure(ReadOnlySpan<char> rest, out bool endsInEscape)
    {
        endsInEscape = false;
        int position = 0;
        while (position < rest.Length)
        {
            int next = rest[position..].IndexOfAny(_outside);
            if (next < 0)
                return rest.Length;
            position += next;
            char c = rest[position];
            if (c == _escape)
                position = SkipEscape(rest, position, ref endsInEscape);
            else if (c is '\'' or '"')
                position = SkipQuotes(rest, position + 1, c, ref endsInEscape);
            else
                return position;
        }

        return rest.Length;
    }

    /// <summary>The word without its quotes, and each escaped character without its escape.</summary>
    public string Unquote(ReadOnlySpan<char> word)
    {
        if (word.IndexOfAny(_special) < 0)
            return word.ToString();
        var value = new StringBuilder(word.Length);
        char quote = '\0';
        for (int index = 0; index < word.Length; index++)
        {
            char c = word[index];
            if (c == _escape && (quote != '\'' || _escapesInSingleQuotes))
            {
                if (++index < word.Length)
                    value.Append(word[index]);
            }
            else if (quote == '\0' ? c is '\'' or '"' : c == quote)
            {
                quote = quote == '\0' ? c : '\0';
            }
            else
            {
                value.Append(c);
            }
        }

        return value.ToString();
    }

    private int SkipQuotes(ReadOnlySpan<char> rest, int position, char quote, ref bool endsInEscape)
    {
        bool escapes = quote != '\'' || _escapesInSingleQuotes;
        while (position < rest.Length)
        {
            int next = escapes ? rest[position..].IndexOfAny(quote, _escape) : rest[position..].IndexOf(quote);
            if (next < 0)
                return rest.Length;
            position += next;
            if (rest[position] == quote)
                return position + 1;
            position = SkipEscape(rest, position, ref endsInEscape);
        }

        return rest.Length;
    }

    private static int SkipEscape(ReadOnlySpan<char> rest, int position, ref bool endsInEscape)
    {
        endsInEscape = position + 1 == rest.Length;
        return Math.Min(position + 2, rest.Length);
    }
}
