using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Quoted texts.</summary>
internal static class Quotes
{
    private static readonly SearchValues<char> Stops = SearchValues.Create("\"\\$`");

    private static readonly Parser<char, ShellWordPart> Literal = Words.LiteralUntil(Stops);

    private static readonly Parser<char, ShellWordPart> NoPart = Read.Nothing<ShellWordPart>();

    private static readonly Parser<char, ImmutableArray<ShellWordPart>> Parts = Lex.Many(Read.Ahead(Choose));

    /// <summary><c>'…'</c></summary>
    public static readonly Parser<char, ShellWordPart> Single =
        SingleQuoted("'", static rest => rest.IndexOf('\'') is >= 0 and int length ? length : rest.Length);

    /// <summary><c>$'…'</c></summary>
    public static readonly Parser<char, ShellWordPart> AnsiC = SingleQuoted("$'", AnsiCLength);

    /// <summary><c>"…"</c></summary>
    public static readonly Parser<char, ShellWordPart> Double = DoubleQuoted("\"");

    /// <summary><c>$"…"</c></summary>
    public static readonly Parser<char, ShellWordPart> Translated = DoubleQuoted("$\"");

    /// <summary>Whether a backslash quotes what is after it even between double quotes.</summary>
    public static bool StartsEscape(ReadOnlySpan<char> rest) => rest is ['\\', '$' or '`' or '"' or '\\' or '\n', ..];

    private static Parser<char, ShellWordPart> SingleQuoted(string open, Lex.Measure length) =>
        Read.Node<TextSpan, ShellWordPart>(
            Read.Enclosed(open, Lex.Take(length), "'"),
            static (place, content) => new ShellSingleQuotedSyntax(place, content));

    private static Parser<char, ShellWordPart> DoubleQuoted(string open) =>
        Read.Node<ImmutableArray<ShellWordPart>, ShellWordPart>(
            Read.Enclosed(open, Parts, "\""),
            static (place, parts) => new ShellDoubleQuotedSyntax(place, parts));

    private static int AnsiCLength(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && rest[length] != '\'')
            length += rest[length] == '\\' ? 2 : 1;
        return Math.Min(length, rest.Length);
    }

    private static Parser<char, ShellWordPart> Choose(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
            return NoPart;
        return rest[0] switch
        {
            '"' => NoPart,
            '\\' when StartsEscape(rest) => Words.Escape,
            '$' => Expansions.Quoted(rest),
            '`' => Substitutions.BackquotedInQuotes,
            _ => Literal,
        };
    }
}
