using System.Buffers;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.Semantics.Values;

/// <summary>What several value grammars share.</summary>
internal static class ValueGrammar
{
    public const string DigitCharacters = "0123456789";
    public const string LetterCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static readonly SearchValues<char> Digits = SearchValues.Create(DigitCharacters);
    public static readonly SearchValues<char> HexDigits = SearchValues.Create(DigitCharacters + "ABCDEFabcdef");
    public static readonly SearchValues<char> LettersAndDigits = SearchValues.Create(LetterCharacters + DigitCharacters);

    /// <summary>What follows <paramref name="marker"/>; null where the marker does not stand.</summary>
    public static Parser<char, TextSpan?> After(char marker, Parser<char, TextSpan> rest)
    {
        Parser<char, TextSpan?> present = Parser.Char(marker).Then(rest).Select(static span => (TextSpan?)span);
        Parser<char, TextSpan?> absent = Parser<char>.Return((TextSpan?)null);
        return Lex.Switch(next => next == marker ? present : absent, absent);
    }

    /// <summary>The part of <paramref name="text"/> that <paramref name="span"/> covers.</summary>
    public static ReadOnlySpan<char> Slice(this string text, TextSpan span) => text.AsSpan(span.Start, span.Length);
}
