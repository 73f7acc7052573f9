using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Oci.Registry.Headers;

/// <summary>What the grammars of header fields share (RFC 9110, section 5.6).</summary>
internal static class HeaderGrammar
{
    private const string TokenCharacters = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The characters of a token.</summary>
    public static readonly SearchValues<char> InToken = SearchValues.Create(TokenCharacters);

    private static readonly SearchValues<char> s_blank = SearchValues.Create(" \t");
    private static readonly SearchValues<char> s_special = SearchValues.Create("\"\\");

    /// <summary>Blanks, or none.</summary>
    public static readonly Parser<char, TextSpan> Blanks = Lex.TakeWhile(s_blank);

    /// <summary>A token.</summary>
    public static readonly Parser<char, string> Token = Text(Lex.TakeWhile1(InToken));

    private static readonly Parser<char, string> s_quoted = Char('"')
        .Then(Lex.Many(
            Lex.Switch(next => next == '\\' ? Char('\\').Then(Text(Lex.One)) : Text(Lex.TakeUntil1(s_special))),
            static next => next != '"'))
        .Before(Char('"'))
        .Select(static parts => string.Concat(parts.AsEnumerable()));

    /// <summary>A token, or any text in quotes.</summary>
    public static readonly Parser<char, string> Value = Lex.Switch(static next => next == '"' ? s_quoted : Token);

    /// <summary>The text that a parser reads.</summary>
    public static Parser<char, string> Text<T>(Parser<char, T> parser) => parser.Spanned(static (_, _, text) => text.ToString());

    /// <summary>Whether the next character that is no blank is an equals sign.</summary>
    public static bool IsAssigned(ReadOnlySpan<char> rest) => rest.TrimStart(" \t") is ['=', ..];

    /// <summary>A list with commas between, of which items may be missing.</summary>
    public static Parser<char, ImmutableArray<T?>> List<T>(Parser<char, T?> item, Func<char, bool> starts)
        where T : class
    {
        Parser<char, T?> nothing = Parser<char>.Return<T?>(null);
        Parser<char, T?> optional = Lex.Switch(next => starts(next) ? item : nothing, nothing);
        return Lex.SeparatedBy(Blanks.Then(optional).Before(Blanks), ',').Before(Parser<char>.End);
    }
}
