using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Words and what stands in them outside of quotes.</summary>
internal static class Words
{
    /// <summary>A word; the caller has seen that one starts (<see cref="Chars.StartsWord"/>). Blanks are not read.</summary>
    public static readonly Parser<char, ShellWordSyntax> Word = Read.NodeOr(
        Chars.PlainWord,
        static place => new ShellWordSyntax(place),
        Read.Ahead(static rest => Chars.StartsArray(rest) ? ArrayWord! : MixedWord!));

    /// <summary>A word as a token.</summary>
    public static readonly Parser<char, ShellWordSyntax> Token = Read.Token(Word);

    /// <summary>The value of an assignment: an array, a word or nothing.</summary>
    public static readonly Parser<char, ShellWordSyntax> Value = Read.Ahead(static rest => rest switch
    {
        ['(', ..] => ArrayValue!,
        _ => Chars.StartsWord(rest) ? Word : Empty!,
    });

    /// <summary>What may stand in a word.</summary>
    public static readonly Parser<char, ShellWordPart> Part = Read.Ahead(Choose);

    /// <summary>A backslash and the character after it.</summary>
    public static readonly Parser<char, ShellWordPart> Escape = Read.Node<ShellWordPart>(
        static rest => Math.Min(rest.Length, 2), static place => new ShellEscapeSyntax(place));

    /// <summary>One character that stands for itself.</summary>
    public static readonly Parser<char, ShellWordPart> OneLiteral = Literal(static _ => 1);

    private static readonly Parser<char, ShellWordPart> UnquotedLiteral = Literal(Chars.Literal);

    private static readonly Parser<char, ShellWordPart> NoPart = Read.Nothing<ShellWordPart>();

    private static readonly Parser<char, ShellWordSyntax> MixedWord = OfParts(Lex.Many(Part));

    private static readonly Parser<char, ShellWordSyntax> Empty =
        Read.Node(static _ => 0, ShellWordSyntax.Missing);

    private static readonly Parser<char, ShellWordPart> Array = Read.Deeper(
        static () => Read.Node(
            Read.Enclosed(
                "(",
                Trivia.LineBreaks.Then(Read.While(Chars.StartsWord, Word.Before(Trivia.LineBreaks))),
                ")"),
            static (place, elements) => new ShellArraySyntax(place, elements)),
        ShellLiteralSyntax.Missing);

    private static readonly Parser<char, ShellWordSyntax> ArrayValue =
        OfParts(Array.Select(static array => ImmutableArray.Create(array)));

    /// <summary><c>name=(…)</c> as an argument, as <c>declare</c> takes it.</summary>
    private static readonly Parser<char, ShellWordSyntax> ArrayWord = OfParts(Parser.Map(
        static (target, array) => ImmutableArray.Create(target, array), Literal(Chars.AssignmentTarget), Array));

    /// <summary>A literal of a measured run.</summary>
    public static Parser<char, ShellWordPart> Literal(Lex.Measure length) =>
        Read.Node<ShellWordPart>(length, static place => new ShellLiteralSyntax(place));

    /// <summary>A literal of the next character, which the caller has chosen it for, up to one of <paramref name="stops"/>.</summary>
    public static Parser<char, ShellWordPart> LiteralUntil(SearchValues<char> stops) =>
        Literal(rest => rest[1..].IndexOfAny(stops) is >= 0 and int length ? length + 1 : rest.Length);

    /// <summary>A word of parts that may hold more than a word otherwise does.</summary>
    public static Parser<char, ShellWordSyntax> OfParts(Parser<char, ImmutableArray<ShellWordPart>> parts) =>
        Read.Node(parts, static (place, parts) => new ShellWordSyntax(place, parts));

    /// <summary>A word as a token; it is an error when there is none.</summary>
    /// <param name="what">What the error asks for.</param>
    /// <param name="starts">Whether one starts, if not every word will do.</param>
    public static Parser<char, ShellWordSyntax> Required(string what, Read.Test? starts = null)
    {
        starts ??= Chars.StartsWord;
        Parser<char, ShellWordSyntax> missing = Read.Missing(what, ShellWordSyntax.Missing);
        return Read.Ahead(rest => starts(rest) ? Token : missing);
    }

    private static Parser<char, ShellWordPart> Choose(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return NoPart;
        return rest[0] switch
        {
            '\'' => Quotes.Single,
            '"' => Quotes.Double,
            '\\' => Escape,
            '$' => Expansions.Unquoted(rest),
            '`' => Substitutions.Backquoted,
            '<' or '>' when rest is [_, '(', ..] => Substitutions.Process,
            '?' or '*' or '+' or '@' or '!' when rest is [_, '(', ..] => Patterns.ExtendedGlob,
            char c => Chars.IsMeta(c) ? NoPart : UnquotedLiteral,
        };
    }
}
