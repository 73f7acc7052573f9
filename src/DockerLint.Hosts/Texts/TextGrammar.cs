using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Hosts.Texts;

/// <summary>
/// Variables in a value: as Compose reads them (https://docs.docker.com/reference/compose-file/interpolation/), which the
/// other hosts read in the same way or with fewer operators, and the marks of what fills in templates.
/// </summary>
internal static class TextGrammar
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("${<");
    private static readonly SearchValues<char> s_specialInBraces = SearchValues.Create("${<}");

    private static readonly Parser<char, TextSpan> s_name = Lex.Take(MeasureName);

    private static readonly Parser<char, TextPart> s_one = Lex.One.Spanned(static (_, _, text) => (TextPart)new LiteralPart(text.ToString()));

    private static readonly Parser<char, TextPart> s_escape = Take(2).Select(static _ => (TextPart)new LiteralPart("$"));

    private static readonly Parser<char, TextPart> s_gitHub = Expression(3, "}}");
    private static readonly Parser<char, TextPart> s_mustache = Expression(2, "}}");
    private static readonly Parser<char, TextPart> s_parenthesized = Expression(2, ")");
    private static readonly Parser<char, TextPart> s_angled = Expression(1, ">");

    private static readonly Parser<char, TextPart> s_plain = Take(1).Then(s_name).Spanned(static (name, span, text) => name.Length == 0
        ? (TextPart)new ExpressionPart("", text.ToString())
        : new VariablePart(text[(name.Start - span.Start)..].ToString(), VariableOperator.None, EmptyIsUnset: false, [], text.ToString()));

    private static readonly Parser<char, TextPart> s_braced = Lex.Nested(static () => Take(2).Then(Named()));

    private static readonly Parser<char, ImmutableArray<TextPart>> s_text = Lex.Many(Part(s_special));

    private static readonly Parser<char, ImmutableArray<TextPart>> s_untilBrace = Lex.Many(Part(s_specialInBraces), static next => next != '}');

    /// <summary>The parts of a text.</summary>
    public static ImmutableArray<TextPart> Parse(string text)
    {
        if (text.AsSpan().IndexOfAny(s_special) < 0)
            return [new LiteralPart(text)];
        Result<char, ImmutableArray<TextPart>> result = s_text.Run(text);
        return result.Success ? result.Value : [new ExpressionPart(text, text)];
    }

    private static Parser<char, TextPart> Part(SearchValues<char> special)
    {
        Parser<char, TextPart> literal = Lex.TakeUntil1(special).Spanned(static (_, _, text) => (TextPart)new LiteralPart(text.ToString()));
        return Lex.Choose(rest => rest switch
        {
            ['$', '$', ..] => s_escape,
            ['$', '{', '{', ..] => s_gitHub,
            ['$', '{', ..] => s_braced,
            ['$', '(', ..] => s_parenthesized,
            ['$', ..] => s_plain,
            ['{', '{', ..] => s_mustache,
            ['{', ..] => s_one,
            ['<', ..] => s_angled,
            _ => literal,
        });
    }

    private static Parser<char, TextPart> Named()
    {
        Parser<char, VariablePart?> none = Take(1).Select(static _ => (VariablePart?)new VariablePart("", VariableOperator.None, EmptyIsUnset: false, [], ""));
        Parser<char, VariablePart?> bad = Lex.Take(static rest => MeasureTo(rest, "}")).Select(static _ => (VariablePart?)null);
        Parser<char, VariablePart?> byDefault = Word(VariableOperator.Default, 1);
        Parser<char, VariablePart?> byDefaultOrEmpty = Word(VariableOperator.Default, 2);
        Parser<char, VariablePart?> alternative = Word(VariableOperator.Alternative, 1);
        Parser<char, VariablePart?> alternativeOrEmpty = Word(VariableOperator.Alternative, 2);
        Parser<char, VariablePart?> required = Word(VariableOperator.Required, 1);
        Parser<char, VariablePart?> requiredOrEmpty = Word(VariableOperator.Required, 2);
        Parser<char, VariablePart?> rest = Lex.Choose(rest => rest switch
        {
            ['}', ..] => none,
            ['-' or '=', ..] => byDefault,
            [':', '-' or '=', ..] => byDefaultOrEmpty,
            ['+', ..] => alternative,
            [':', '+', ..] => alternativeOrEmpty,
            ['?', ..] => required,
            [':', '?', ..] => requiredOrEmpty,
            _ => bad,
        });
        return Map(static (name, variable) => (Name: name, Variable: variable), s_name, rest).Spanned(static (parts, span, text) =>
            parts.Variable is null || parts.Name.Length == 0
                ? (TextPart)new ExpressionPart(text.ToString(), $"${{{text}")
                : parts.Variable with { Name = text.Slice(parts.Name.Start - span.Start, parts.Name.Length).ToString(), Written = $"${{{text}" });
    }

    private static Parser<char, VariablePart?> Word(VariableOperator kind, int length) => Map(
        (_, word, isClosed) => isClosed ? new VariablePart("", kind, EmptyIsUnset: length == 2, word, "") : null,
        Take(length),
        s_untilBrace,
        Lex.Take(static rest => rest is ['}', ..] ? 1 : 0).Select(static span => span.Length == 1));

    private static Parser<char, TextPart> Expression(int head, string close) =>
        Lex.Take(rest => MeasureTo(rest[head..], close) + head).Spanned((_, _, text) => (TextPart)new ExpressionPart(
            (text.EndsWith(close) ? text[head..^close.Length] : text[head..]).Trim().ToString(),
            text.ToString()));

    private static Parser<char, TextSpan> Take(int length) => Lex.Take(rest => Math.Min(rest.Length, length));

    /// <summary>Up to and with a text; all where it is missing.</summary>
    private static int MeasureTo(ReadOnlySpan<char> rest, string text)
    {
        int end = rest.IndexOf(text);
        return end < 0 ? rest.Length : end + text.Length;
    }

    private static int MeasureName(ReadOnlySpan<char> rest)
    {
        int length = 0;
        while (length < rest.Length && (char.IsAsciiLetter(rest[length]) || rest[length] == '_' || (length > 0 && char.IsAsciiDigit(rest[length]))))
            length++;
        return length;
    }
}
