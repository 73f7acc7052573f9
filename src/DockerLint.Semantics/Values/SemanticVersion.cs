using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Semantics.Values;

/// <summary>Versions as Semantic Versioning 2.0.0 has them: <c>1.2.3-rc.1+build.5</c>, without a leading <c>v</c>.</summary>
public static class SemanticVersion
{
    private static readonly Parser<char, TextSpan> s_number = Lex.Take(NumberLength, minimum: 1);
    private static readonly Parser<char, TextSpan> s_dot = Parser.Char('.').Then(s_number);
    private static readonly Parser<char, TextSpan> s_core = s_number.Then(s_dot).Then(s_dot);

    private static readonly Parser<char, TextSpan?> s_preRelease =
        ValueGrammar.After('-', List(Lex.Take(static rest => IsNumeric(rest, out int length) && length > 1 && rest[0] == '0' ? 0 : length, minimum: 1)));

    private static readonly Parser<char, TextSpan?> s_build =
        ValueGrammar.After('+', List(Lex.Take(static rest => IdentifierLength(rest), minimum: 1)));

    private static readonly Parser<char, Unit> s_whole =
        s_core.Then(s_preRelease).Then(s_build).Then(Parser<char>.End);

    /// <summary>Whether a text is a version.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return s_whole.Parse(text).Success;
    }

    private static Parser<char, TextSpan> List(Parser<char, TextSpan> identifier) =>
        Lex.SeparatedBy(identifier, '.').Select(static all => all[0]);

    /// <summary>A number has no leading zero.</summary>
    private static int NumberLength(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAnyExcept(ValueGrammar.Digits);
        int length = end < 0 ? rest.Length : end;
        return length > 1 && rest[0] == '0' ? 0 : length;
    }

    private static bool IsNumeric(ReadOnlySpan<char> rest, out int length)
    {
        length = IdentifierLength(rest);
        return !rest[..length].ContainsAnyExcept(ValueGrammar.Digits);
    }

    private static int IdentifierLength(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '-'))
            length++;
        return length;
    }
}
