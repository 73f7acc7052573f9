using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Arithmetic expressions, as text with expansions.</summary>
internal static class Arithmetic
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("()\"\\$`");

    private static readonly Parser<char, ShellWordPart> NoPart = Read.Nothing<ShellWordPart>();
    private static readonly Parser<char, ShellWordPart> Literal = Words.LiteralUntil(Stops);

    /// <summary>The expression up to the parenthesis that closes it.</summary>
    public static readonly Parser<char, ImmutableArray<ShellWordPart>> Parts = Lex.Many(Read.Ahead(Choose));

    /// <summary><c>$((…))</c></summary>
    public static readonly Parser<char, ShellWordPart> Expansion = Read.Deeper(
        static () => Read.Node(
            Read.Enclosed("$((", Parts!, "))"),
            static (place, parts) => new ShellArithmeticExpansionSyntax(place, parts)),
        ShellLiteralSyntax.Missing);

    private static readonly Parser<char, ShellWordPart> Group = Read.Deeper(
        static () => Read.Node(
            Read.Enclosed("(", Parts!, ")"),
            static (place, parts) => new ShellParenthesizedSyntax(place, parts)),
        ShellLiteralSyntax.Missing);

    private static Parser<char, ShellWordPart> Choose(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return NoPart;
        return rest[0] switch
        {
            ')' => NoPart,
            '(' => Group,
            '"' => Quotes.Double,
            '\\' => Words.Escape,
            '$' => Expansions.Quoted(rest),
            '`' => Substitutions.Backquoted,
            _ => Literal,
        };
    }
}
