using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Semantics.Values;

/// <summary>E-mail addresses as RFC 5322 has them (3.4.1 "addr-spec", without comments): <c>jane.doe@example.com</c>.</summary>
public static class EmailAddress
{
    private static readonly SearchValues<char> s_inAtom =
        SearchValues.Create(ValueGrammar.LetterCharacters + ValueGrammar.DigitCharacters + "!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> s_inQuotes = Printable("\"\\");
    private static readonly SearchValues<char> s_inBrackets = Printable("[]\\");

    private static readonly Parser<char, TextSpan> s_dotAtom =
        Lex.SeparatedBy(Lex.TakeWhile1(s_inAtom), '.').Select(static atoms => atoms[0]);

    private static readonly Parser<char, TextSpan> s_escaped = Parser.Char('\\').Then(Lex.One);
    private static readonly Parser<char, TextSpan> s_plain = Lex.TakeWhile1(s_inQuotes);

    private static readonly Parser<char, ImmutableArray<TextSpan>> s_inside =
        Lex.Many(Lex.Switch(static next => next == '\\' ? s_escaped : s_plain), static next => next != '"');

    private static readonly Parser<char, TextSpan> s_quoted =
        Parser.Char('"').Then(s_inside).Then(Parser.Char('"')).ThenReturn(default(TextSpan));

    private static readonly Parser<char, TextSpan> s_literal =
        Parser.Char('[').Then(Lex.TakeWhile1(s_inBrackets)).Before(Parser.Char(']'));

    private static readonly Parser<char, Unit> s_whole =
        Lex.Switch(static next => next == '"' ? s_quoted : s_dotAtom)
            .Then(Parser.Char('@'))
            .Then(Lex.Switch(static next => next == '[' ? s_literal : s_dotAtom))
            .Then(Parser<char>.End);

    /// <summary>Whether a text is one address, without a name before it.</summary>
    public static bool IsValid(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return s_whole.Parse(text).Success;
    }

    /// <summary>Blank and visible ASCII, but for some.</summary>
    private static SearchValues<char> Printable(string without) =>
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => (char)code).Except(without)]);
}
