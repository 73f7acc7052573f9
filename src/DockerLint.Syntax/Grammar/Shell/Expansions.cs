using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>What a dollar sign starts.</summary>
internal static class Expansions
{
    /// <summary>The parser for a dollar sign outside of quotes.</summary>
    public static Parser<char, ShellWordPart> Unquoted(ReadOnlySpan<char> rest) => rest switch
    {
        [_, '\'', ..] => Quotes.AnsiC,
        [_, '"', ..] => Quotes.Translated,
        [_, '{', ..] => Parameters.Braced,
        _ => Either(rest),
    };

    /// <summary>The parser for a dollar sign between double quotes or in a here-document.</summary>
    public static Parser<char, ShellWordPart> Quoted(ReadOnlySpan<char> rest) =>
        rest is [_, '{', ..] ? Parameters.BracedInQuotes : Either(rest);

    private static Parser<char, ShellWordPart> Either(ReadOnlySpan<char> rest) => rest switch
    {
        [_, '(', '(', ..] when Chars.IsArithmetic(rest[3..]) => Arithmetic.Expansion,
        [_, '(', ..] => Substitutions.Command,
        [_, char c, ..] when Chars.IsNameStart(c) => Parameters.Named,
        [_, char c, ..] when Chars.IsSpecialParameter(c) => Parameters.Special,
        _ => Words.OneLiteral,
    };
}
