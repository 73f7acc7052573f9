using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Semantics.Values;

/// <summary>Addresses with a scheme, as RFC 3986 has them ("URI"): <c>https://example.com/a?b#c</c>, <c>mailto:a@b</c>.</summary>
public static class AbsoluteUri
{
    private const string InSegment = ValueGrammar.LetterCharacters + ValueGrammar.DigitCharacters + "-._~!$&'()*+,;=:@";

    private static readonly Parser<char, TextSpan> s_scheme = Lex.Take(SchemeLength, minimum: 1).Before(Parser.Char(':'));
    private static readonly Parser<char, TextSpan> s_slashes = Lex.Take(static _ => 2);
    private static readonly Parser<char, TextSpan> s_authority = s_slashes.Then(Characters(InSegment + "[]"));
    private static readonly Parser<char, TextSpan> s_noAuthority = Parser<char>.Return(default(TextSpan));
    private static readonly Parser<char, TextSpan> s_tail = Characters(InSegment + "/?");

    private static readonly Parser<char, Unit> s_whole = s_scheme
        .Then(Lex.If(static rest => rest.StartsWith("//"), s_authority, s_noAuthority))
        .Then(Characters(InSegment + "/"))
        .Then(ValueGrammar.After('?', s_tail))
        .Then(ValueGrammar.After('#', s_tail))
        .Then(Parser<char>.End);

    /// <summary>Whether a text is an address with a scheme, and with a host where the scheme is of the web.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return s_whole.Parse(text).Success && (!IsOfWeb(text) || HasHost(text));
    }

    private static bool IsOfWeb(string text) =>
        text.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static bool HasHost(string text) =>
        text.AsSpan(text.IndexOf(':', StringComparison.Ordinal) + 1) is ['/', '/', not ('/' or '?' or '#' or ':'), ..];

    private static int SchemeLength(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length
            && (char.IsAsciiLetter(rest[length]) || (length > 0 && (char.IsAsciiDigit(rest[length]) || rest[length] is '+' or '-' or '.'))))
        {
            length++;
        }

        return length;
    }

    /// <summary>The longest run of these characters and of bytes as <c>%41</c>.</summary>
    private static Parser<char, TextSpan> Characters(string set) => Lex.Take(rest =>
    {
        int length = 0;
        while (length < rest.Length)
        {
            if (set.Contains(rest[length], StringComparison.Ordinal))
                length++;
            else if (rest[length..] is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low))
                length += 3;
            else
                break;
        }

        return length;
    });
}
