using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary>
/// <c>&lt;&lt;NAME</c> on an instruction line (Dockerfile reference, "Here-Documents"). The line is read as shell
/// words, always with <c>\</c> as escape; a word that is <c>[fd]&lt;&lt;[-]NAME</c> and nothing else marks one.
/// </summary>
internal static class HeredocGrammar
{
    private static readonly Parser<char, TextSpan> s_operator = Lex.Take(MeasureOperator);

    private static readonly Lazy<Parser<char, ImmutableArray<LineWord>>> s_line = new(Line);

    /// <summary>The words of a line, or none where its quotes or variables cannot be read.</summary>
    public static ImmutableArray<LineWord> WordsOf(ReadOnlySpan<char> line)
    {
        Result<char, ImmutableArray<LineWord>> result = s_line.Value.Run(line);
        return result.Success && !result.Value.Any(static word => word.IsBroken) ? result.Value : [];
    }

    /// <summary>What a word marks; null where it is no here-document.</summary>
    /// <param name="word">One word, quotes kept.</param>
    public static HeredocMark? MarkOf(ReadOnlySpan<char> word) => MarkOf(word, out _);

    /// <inheritdoc cref="MarkOf(ReadOnlySpan{char})"/>
    /// <param name="word">One word, quotes kept.</param>
    /// <param name="error">What is wrong with the name where it cannot be read; else null.</param>
    public static HeredocMark? MarkOf(ReadOnlySpan<char> word, out string? error)
    {
        error = null;
        int digits = word.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0 || !word[digits..].StartsWith("<<"))
            return null;
        ReadOnlySpan<char> name = word[(digits + 2)..];
        bool stripsTabs = name is ['-', ..];
        name = name[(stripsTabs ? 1 : 0)..].TrimStart(" \t\v\f\r\n");
        if (name.IsEmpty || name.Contains('<'))
            return null;
        string text = name.ToString();
        ImmutableArray<WordPart> parts = WordGrammar.Parse(text, '\\');
        if (parts.OfType<BadPart>().FirstOrDefault() is { } bad)
        {
            error = bad.Message;
            return null;
        }

        var value = new StringBuilder();
        bool isQuoted = false;
        foreach (WordPart part in parts)
        {
            ReadOnlySpan<char> raw = name.Slice(part.Span.Start, part.Span.Length);
            switch (part)
            {
                case SingleQuotedPart or DoubleQuotedPart:
                    isQuoted = true;
                    value.Append(raw[1..^1]);
                    break;
                case EscapePart:
                    value.Append(raw[1..]);
                    break;
                default:
                    if (raw.IndexOfAny(Spaces.All) >= 0)
                        return null;
                    value.Append(raw);
                    break;
            }
        }

        return value.Length == 0 ? null : new HeredocMark(value.ToString(), !isQuoted, stripsTabs);
    }

    private static Parser<char, ImmutableArray<LineWord>> Line()
    {
        WordGrammar words = WordGrammar.For('\\');
        Parser<char, bool> escaped = Lex.Take(static rest => Math.Min(rest.Length, 2)).ThenReturn(false);
        Parser<char, bool> literal = Lex.TakeUntil(SearchValues.Create([.. Spaces.Characters, '\'', '"', '$', '\\', '<'])).ThenReturn(false);
        Parser<char, bool> quoted = WordGrammar.SingleQuoted.Select(IsBad);
        Parser<char, bool> doubleQuoted = words.DoubleQuoted().Select(IsBad);
        Parser<char, bool> variable = words.Variable.Select(IsBad);
        Parser<char, bool> mark = s_operator.ThenReturn(false);
        Parser<char, bool> piece = Lex.Switch(next => next switch
        {
            '\'' => quoted,
            '"' => doubleQuoted,
            '$' => variable,
            '\\' => escaped,
            '<' => mark,
            _ => literal,
        });
        Parser<char, LineWord> word = Lex.Many(piece, static next => !char.IsWhiteSpace(next))
            .Spanned(static (pieces, span) => new LineWord(span, pieces.Contains(true)));
        Parser<char, TextSpan> space = Lex.TakeWhile(Spaces.All);
        return space.Then(Lex.Many(word.Before(space)));
    }

    private static bool IsBad(WordPart part) => part is BadPart;

    /// <summary><c>&lt;</c>, or <c>&lt;&lt;</c> with what may stand between it and a name.</summary>
    private static int MeasureOperator(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("<<"))
            return 1;
        int length = rest is ['<', '<', '-', ..] ? 3 : 2;
        return length + Spaces.Leading(rest[length..]);
    }

    /// <summary>One word of a line.</summary>
    /// <param name="Span">Its place in the line.</param>
    /// <param name="IsBroken">Whether a quote or variable in it is never closed.</param>
    internal readonly record struct LineWord(TextSpan Span, bool IsBroken);
}
