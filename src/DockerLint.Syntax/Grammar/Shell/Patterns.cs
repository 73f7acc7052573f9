using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Parentheses that belong to a word: extended globs and regular expressions.</summary>
internal static class Patterns
{
    private static readonly SearchValues<char> GroupStops = SearchValues.Create("()'\"\\$`");
    private static readonly SearchValues<char> ExpressionStops = SearchValues.Create("() \t\n'\"\\$`");

    private static readonly Parser<char, ShellWordPart> NoPart = Read.Nothing<ShellWordPart>();
    private static readonly Parser<char, ShellWordPart> GroupLiteral = Words.LiteralUntil(GroupStops);
    private static readonly Parser<char, ShellWordPart> ExpressionLiteral = Words.LiteralUntil(ExpressionStops);
    private static readonly Parser<char, ShellWordPart> Sign = Words.OneLiteral;

    private static readonly Parser<char, ImmutableArray<ShellWordPart>> GroupParts =
        Lex.Many(Read.Ahead(static rest => rest is [] or [')', ..] ? NoPart : Choose(rest, GroupLiteral!)));

    private static readonly Parser<char, ShellWordPart> Group = Parenthesized(Read.Enclosed("(", GroupParts, ")"));

    /// <summary><c>@(a|b)</c> and its like.</summary>
    public static readonly Parser<char, ShellWordPart> ExtendedGlob = Parenthesized(Sign.Then(Read.Enclosed("(", GroupParts, ")")));

    /// <summary>The regular expression after <c>=~</c>: blanks end it, but not within parentheses.</summary>
    public static readonly Parser<char, ShellWordSyntax> Expression = Read.Token(Words.OfParts(Lex.Many(
        Read.Ahead(static rest => rest is [] or [')' or ' ' or '\t' or '\n', ..] ? NoPart : Choose(rest, ExpressionLiteral!)))));

    private static Parser<char, ShellWordPart> Parenthesized(Parser<char, ImmutableArray<ShellWordPart>> parts) =>
        Read.Deeper(
            () => Read.Node(parts, static (place, inner) => new ShellParenthesizedSyntax(place, inner)),
            ShellLiteralSyntax.Missing);

    private static Parser<char, ShellWordPart> Choose(ReadOnlySpan<char> rest, Parser<char, ShellWordPart> literal) => rest[0] switch
    {
        '(' => Group,
        '\'' => Quotes.Single,
        '"' => Quotes.Double,
        '\\' => Words.Escape,
        '$' => Expansions.Unquoted(rest),
        '`' => Substitutions.Backquoted,
        _ => literal,
    };
}
