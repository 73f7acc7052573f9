using System.Buffers;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar.Shell;

/// <summary>Parameter expansions.</summary>
internal static class Parameters
{
    private static readonly SearchValues<char> ArgumentStops = SearchValues.Create("}'\"\\$`");
    private static readonly SearchValues<char> QuotedArgumentStops = SearchValues.Create("}\"\\$`");
    private static readonly SearchValues<char> SubscriptStops = SearchValues.Create("]}'\"\\$`");

    private static readonly Parser<char, ShellWordPart> NoPart = Read.Nothing<ShellWordPart>();

    private static readonly Parser<char, ShellWordSyntax?> NoWord = Read.Nothing<ShellWordSyntax?>();

    /// <summary>What stands after an operator outside of quotes, or after one that takes a pattern anywhere.</summary>
    private static readonly Parser<char, ShellWordSyntax?> Argument = WordUntil("}", ArgumentStops, isQuoted: false);

    /// <summary>What stands after another operator between double quotes, where a single quote is nothing special.</summary>
    private static readonly Parser<char, ShellWordSyntax?> QuotedArgument = WordUntil("}", QuotedArgumentStops, isQuoted: true);

    /// <summary>A shell finds the bracket missing only when it runs the command.</summary>
    private static readonly Parser<char, ShellWordSyntax?> Subscript = Lex.One
        .Then(WordUntil("]}", SubscriptStops, isQuoted: false))
        .Before(Lex.Take(static rest => rest is [']', ..] ? 1 : 0));

    /// <summary><c>$name</c></summary>
    public static readonly Parser<char, ShellWordPart> Named = Simple(static rest => Chars.Name(rest[1..]) + 1);

    /// <summary><c>$1</c>, <c>$@</c> …</summary>
    public static readonly Parser<char, ShellWordPart> Special = Simple(static _ => 2);

    /// <summary><c>${…}</c></summary>
    public static readonly Parser<char, ShellWordPart> Braced = InBraces(isQuoted: false);

    /// <summary><c>${…}</c> between double quotes or in a here-document.</summary>
    public static readonly Parser<char, ShellWordPart> BracedInQuotes = InBraces(isQuoted: true);

    private static Parser<char, ShellWordPart> Simple(Lex.Measure length) => Read.Node<ShellWordPart>(
        length,
        static place => new ShellParameterExpansionSyntax(
            place, TextSpan.Between(place.Span.Start + 1, place.Span.End), null, new TextSpan(place.Span.End, 0), null));

    private static Parser<char, ShellWordPart> InBraces(bool isQuoted)
    {
        Parser<char, (TextSpan, ShellWordSyntax?)> plain = Operation(Argument);
        Parser<char, (TextSpan, ShellWordSyntax?)> quoted = Operation(QuotedArgument);
        Parser<char, (TextSpan Operator, ShellWordSyntax? Argument)> operation =
            Read.Ahead(rest => isQuoted && !TakesPattern(rest) ? quoted : plain);
        Parser<char, ShellWordSyntax?> subscript = Read.Ahead(static rest => rest is ['[', ..] ? Subscript : NoWord);
        return Read.Deeper(
            () => Read.Node(
                Read.Enclosed(
                    "${",
                    Parser.Map(static (head, key, operation) => (head, key, operation), Lex.Take(Head), subscript, operation),
                    "}"),
                static (place, inner) => new ShellParameterExpansionSyntax(
                    place, inner.head, inner.key, inner.operation.Operator, inner.operation.Argument)),
            ShellLiteralSyntax.Missing);
    }

    private static Parser<char, (TextSpan Operator, ShellWordSyntax? Argument)> Operation(Parser<char, ShellWordSyntax?> argument) =>
        Parser.Map(static (sign, word) => (sign, word), Lex.Take(Operator), argument);

    private static Parser<char, ShellWordSyntax?> WordUntil(string ends, SearchValues<char> stops, bool isQuoted)
    {
        Parser<char, ShellWordPart> literal = Words.LiteralUntil(stops);
        Parser<char, ShellWordSyntax?> word = Words.OfParts(Lex.Many(Read.Ahead(Choose)))!;
        return Read.Ahead(rest => rest.IsEmpty || ends.Contains(rest[0]) ? NoWord : word);

        Parser<char, ShellWordPart> Choose(ReadOnlySpan<char> rest)
        {
            if (rest.IsEmpty || ends.Contains(rest[0]))
                return NoPart;
            return rest[0] switch
            {
                '\'' when !isQuoted => Quotes.Single,
                '"' => Quotes.Double,
                '\\' when !isQuoted || Quotes.StartsEscape(rest) || rest is [_, '}', ..] => Words.Escape,
                '$' => isQuoted ? Expansions.Quoted(rest) : Expansions.Unquoted(rest),
                '`' => isQuoted ? Substitutions.BackquotedInQuotes : Substitutions.Backquoted,
                _ => literal,
            };
        }
    }

    /// <summary>A parameter, with a <c>#</c> or <c>!</c> before it where that is not the parameter itself.</summary>
    private static int Head(ReadOnlySpan<char> rest)
    {
        int sign = rest switch
        {
            ['#' or '!', char c, ..] when Chars.IsNameStart(c) || char.IsAsciiDigit(c) => 1,
            ['#' or '!', char c, '}' or '[', ..] when Chars.IsSpecialParameter(c) => 1,
            _ => 0,
        };
        ReadOnlySpan<char> name = rest[sign..];
        return name switch
        {
            [] => sign,
            [(>= '0' and <= '9'), ..] => sign + Chars.Number(name),
            [char c, ..] when Chars.IsSpecialParameter(c) => sign + 1,
            _ => sign + Chars.Name(name),
        };
    }

    private static int Operator(ReadOnlySpan<char> rest) => rest switch
    {
        [':', '-' or '=' or '?' or '+', ..] => 2,
        ['%', '%', ..] or ['#', '#', ..] or ['^', '^', ..] or [',', ',', ..] or ['/', '/' or '#' or '%', ..] => 2,
        [':' or '-' or '=' or '?' or '+' or '%' or '#' or '/' or '^' or ',' or '@' or '*', ..] => 1,
        _ => 0,
    };

    private static bool TakesPattern(ReadOnlySpan<char> rest) => rest is ['%' or '#' or '/' or '^' or ',', ..];
}
