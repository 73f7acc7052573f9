using System.Buffers;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Semantics.Values;

/// <summary>
/// License expressions as the SPDX specification has them ("SPDX license expressions"): identifiers of its list or
/// <c>LicenseRef-…</c>, with <c>AND</c>, <c>OR</c>, <c>WITH</c>, a <c>+</c> for later versions, and parentheses.
/// </summary>
public static class SpdxExpression
{
    private const string OwnLicense = "LicenseRef-";
    private const string OtherDocument = "DocumentRef-";

    private static readonly SearchValues<char> s_inWord =
        SearchValues.Create(ValueGrammar.LetterCharacters + ValueGrammar.DigitCharacters + "-.:");

    private static readonly Parser<char, TextSpan> s_spaces = Lex.TakeWhile(Lex.Blank);
    private static readonly Parser<char, TextSpan> s_nothing = Parser<char>.Return(default(TextSpan));
    private static readonly Parser<char, TextSpan> s_license = Word(IsLicense, takesPlus: true);
    private static readonly Parser<char, TextSpan> s_exception = Word(SpdxIdentifiers.Exceptions.Contains);
    private static readonly Parser<char, TextSpan> s_with = Word(static word => word is "WITH" or "with");
    private static readonly Parser<char, TextSpan> s_operator = Word(static word => word is "AND" or "and" or "OR" or "or");

    private static readonly Parser<char, TextSpan> s_licenseWithException =
        s_license.Then(Lex.Switch(static next => next is 'W' or 'w' ? s_with.Then(s_exception) : s_nothing, s_nothing));

    private static readonly Parser<char, TextSpan> s_group =
        Parser.Char('(').Then(s_spaces).Then(Lex.Nested(static () => s_expression!)).Before(Parser.Char(')').Then(s_spaces));

    private static readonly Parser<char, TextSpan> s_term =
        Lex.Switch(static next => next == '(' ? s_group : s_licenseWithException);

    private static readonly Parser<char, TextSpan> s_expression =
        s_term.Before(Lex.Many(s_operator.Then(s_term), static next => next != ')'));

    private static readonly Parser<char, TextSpan> s_whole = s_spaces.Then(s_expression).Before(Parser<char>.End);

    /// <summary>Whether a text is an expression whose identifiers are all known.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return s_whole.Run(text).Success;
    }

    /// <summary>A word that counts, and the spaces after it.</summary>
    private static Parser<char, TextSpan> Word(Func<string, bool> counts, bool takesPlus = false) => Lex.Take(
        rest =>
        {
            int end = rest.IndexOfAnyExcept(s_inWord);
            string word = (end < 0 ? rest : rest[..end]).ToString();
            bool isLater = takesPlus && rest[word.Length..].StartsWith("+");
            return counts(word) ? word.Length + (isLater ? 1 : 0) : 0;
        },
        minimum: 1).Before(s_spaces);

    private static bool IsLicense(string word)
    {
        if (SpdxIdentifiers.Licenses.Contains(word))
            return true;
        ReadOnlySpan<char> own = word;
        int colon = own.IndexOf(':');
        if (colon > OtherDocument.Length && own.StartsWith(OtherDocument, StringComparison.OrdinalIgnoreCase))
            own = own[(colon + 1)..];
        return own.Length > OwnLicense.Length
            && own.StartsWith(OwnLicense, StringComparison.OrdinalIgnoreCase)
            && !own.Contains(':');
    }
}
