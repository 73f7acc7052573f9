using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;
using static Pidgin.Parser<char>;

namespace DockerLint.Configuration.EditorConfig;

/// <summary>The patterns of <c>.editorconfig</c>. Brackets and braces that are not closed stand for themselves.</summary>
internal static class PathGlobGrammar
{
    private const string Folders = "/**";

    private static readonly Parser<char, GlobPart> Literal = Any.Select(static c => (GlobPart)new LiteralPart(c));
    private static readonly Parser<char, GlobPart> One = Any.ThenReturn((GlobPart)new OnePart());

    private static readonly Parser<char, GlobPart> Star = Lex.Take(static rest => rest.StartsWith("**") ? 2 : 1)
        .Select(static span => (GlobPart)new RunPart(span.Length == 2));

    private static readonly Parser<char, GlobPart> FoldersBeforeSlash =
        Lex.Take(static _ => Folders.Length).ThenReturn((GlobPart)new FoldersPart());

    private static readonly Parser<char, GlobPart> Slash =
        Lex.If(static rest => rest.StartsWith(Folders + "/"), FoldersBeforeSlash, Literal);

    private static readonly Parser<char, char> Escaped = Any.Then(Any);

    private static readonly Parser<char, GlobPart> Escape =
        Lex.If(static rest => rest.Length > 1, Escaped.Select(static c => (GlobPart)new LiteralPart(c)), Literal);

    private static readonly Parser<char, char> Member = Lex.If(static rest => rest is ['\\', _, ..], Escaped, Any);

    private static readonly Parser<char, (char First, char Last)> Single = Member.Select(static c => (c, c));

    private static readonly Parser<char, (char First, char Last)> Range =
        Map(static (first, _, last) => (first, last), Member, Any, Member);

    private static readonly Parser<char, GlobPart> Class = Map(
        static (_, negation, ranges, _) => (GlobPart)new ClassPart(negation.Length > 0, ranges),
        Any,
        Lex.Take(static rest => rest is ['!' or '^', ..] ? 1 : 0),
        Lex.Many(Lex.If(static rest => IsRange(rest), Range, Single), static c => c != ']'),
        Any);

    private static readonly Parser<char, long> Integer =
        Lex.Take(IntegerLength, minimum: 1).Spanned(static (_, _, text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    private static readonly Parser<char, GlobPart> Number = Map(
        static (_, first, _, last, _) => (GlobPart)new NumberPart(first, last), Any, Integer, String(".."), Integer, Any);

    private static readonly Parser<char, ImmutableArray<GlobPart>> Alternative =
        Lex.Nested(static () => Lex.Many(Part!, static c => c is not (',' or '}')));

    private static readonly Parser<char, GlobPart> Choice = Map(
        static (_, alternatives, _) => (GlobPart)Choose(alternatives), Any, Lex.SeparatedBy(Alternative, ','), Any);

    private static readonly Parser<char, GlobPart> Group = Lex.Choose(
        static rest => NumberRangeLength(rest) > 0 ? Number! : IsClosed(rest) ? Choice! : Literal!);

    private static readonly Parser<char, GlobPart> Brackets = Lex.If(static rest => ClassLength(rest) > 0, Class, Literal);

    private static readonly Parser<char, GlobPart> Part = Lex.Switch(static c => c switch
    {
        '*' => Star,
        '?' => One,
        '[' => Brackets,
        '{' => Group,
        '\\' => Escape,
        '/' => Slash,
        _ => Literal,
    });

    private static readonly Parser<char, ImmutableArray<GlobPart>> Pattern = Lex.Many(Part).Before(End);

    /// <summary>Reads a pattern; null where it is nested too deeply.</summary>
    public static ImmutableArray<GlobPart>? Parse(string text) => Pattern.Run(text) is { Success: true, Value: var parts } ? parts : null;

    /// <summary>A single alternative is none: its braces stand for themselves.</summary>
    private static ChoicePart Choose(ImmutableArray<ImmutableArray<GlobPart>> alternatives) =>
        new(alternatives is [var single] ? [[new LiteralPart('{'), .. single, new LiteralPart('}')]] : alternatives);

    private static bool IsRange(ReadOnlySpan<char> rest)
    {
        int first = rest is ['\\', ..] ? 2 : 1;
        return first + 1 < rest.Length && rest[first] == '-' && rest[first + 1] != ']';
    }

    /// <summary>Length of the class that a text starts with; 0 where it is not closed, empty, or holds a slash.</summary>
    private static int ClassLength(ReadOnlySpan<char> rest) => ClassLength(rest, out _);

    /// <inheritdoc cref="ClassLength(ReadOnlySpan{char})"/>
    /// <param name="rest">The text.</param>
    /// <param name="seen">How far its end was looked for: where it has none, no other class starts before.</param>
    private static int ClassLength(ReadOnlySpan<char> rest, out int seen)
    {
        int start = rest is [_, '!' or '^', ..] ? 2 : 1;
        for (seen = start; seen < rest.Length; seen++)
        {
            switch (rest[seen])
            {
                case ']':
                    return seen > start ? seen + 1 : 0;
                case '/':
                    return 0;
                case '\\':
                    seen++;
                    break;
            }
        }

        return 0;
    }

    /// <summary>Whether the brace that a text starts with has its counterpart.</summary>
    private static bool IsClosed(ReadOnlySpan<char> rest)
    {
        int depth = 0;
        int unclosed = 0;
        for (int at = 0; at < rest.Length; at++)
        {
            switch (rest[at])
            {
                case '\\':
                    at++;
                    break;
                case '[' when at >= unclosed:
                    int length = ClassLength(rest[at..], out int seen);
                    unclosed = at + seen;
                    at += Math.Max(length, 1) - 1;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return true;
            }
        }

        return false;
    }

    /// <summary>Length of <c>{1..3}</c> at the start of a text; 0 where there is none.</summary>
    private static int NumberRangeLength(ReadOnlySpan<char> rest)
    {
        int first = IntegerLength(rest[1..]);
        if (first == 0 || !rest[(1 + first)..].StartsWith(".."))
            return 0;
        int end = 1 + first + 2;
        int last = IntegerLength(rest[end..]);
        return last > 0 && rest[(end + last)..] is ['}', ..] ? end + last + 1 : 0;
    }

    private static int IntegerLength(ReadOnlySpan<char> rest)
    {
        int sign = rest is ['+' or '-', ..] ? 1 : 0;
        int digits = rest[sign..].IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
            digits = rest.Length - sign;
        return digits is 0 or > GlobStep.MostDigits ? 0 : sign + digits;
    }
}
