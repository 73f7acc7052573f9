using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Semantics.Values;

/// <summary>
/// What was meant as a JSON array of strings and is none: <c>['a', 'b']</c>, <c>[a, b]</c>, <c>["a" "b"]</c>, with
/// typographic quotes, or with a comma too many.
/// </summary>
/// <param name="Items">The items, in order.</param>
/// <param name="HasAllCommas">Whether exactly one comma stands between any two items, and nowhere else.</param>
public sealed record JsonLikeArray(ImmutableArray<JsonLikeItem> Items, bool HasAllCommas)
{
    private static readonly SearchValues<char> s_blanks = SearchValues.Create(" \t\r\n");
    private static readonly SearchValues<char> s_endsWord = SearchValues.Create(" \t\r\n,[]'\"\u2018\u2019\u201C\u201D");

    private static readonly Parser<char, TextSpan> s_gap = Lex.TakeWhile(s_blanks);

    private static readonly Parser<char, TextSpan> s_comma = Char(',').ThenReturn(default(TextSpan));

    private static readonly Parser<char, JsonLikeItem?> s_item = Lex.Switch<JsonLikeItem?>(static next => next switch
    {
        '\'' => Quoted("'"),
        '"' => Quoted("\""),
        '\u2018' or '\u2019' => Quoted("\u2018\u2019"),
        '\u201C' or '\u201D' => Quoted("\u201C\u201D"),
        ',' => s_comma.ThenReturn<JsonLikeItem?>(null),
        _ => Lex.TakeUntil1(s_endsWord).Select<JsonLikeItem?>(static span => new JsonLikeItem(span, false)),
    });

    private static readonly Parser<char, ImmutableArray<JsonLikeItem?>> s_array =
        Char('[').Then(s_gap).Then(Lex.Many(s_item.Before(s_gap), static next => next is not (']' or '[')))
            .Before(Char(']')).Before(s_gap).Before(Parser<char>.End);

    /// <summary>Reads a text that starts with <c>[</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonLikeArray? array)
    {
        Result<char, ImmutableArray<JsonLikeItem?>> parsed = s_array.Parse(text);
        array = null;
        if (!parsed.Success)
            return false;
        bool isSeparated = parsed.Value.Length % 2 == 1
            && parsed.Value.Select(static (item, index) => (item is null) == (index % 2 == 1)).All(static fits => fits);
        array = new JsonLikeArray([.. parsed.Value.OfType<JsonLikeItem>()], isSeparated);
        return true;
    }

    private static Parser<char, JsonLikeItem?> Quoted(string ends)
    {
        SearchValues<char> set = SearchValues.Create(ends);
        return Lex.One.Then(Lex.TakeUntil(set)).Before(Lex.One).Select<JsonLikeItem?>(static span => new JsonLikeItem(span, true));
    }
}

/// <summary>An item of a <see cref="JsonLikeArray"/>.</summary>
/// <param name="Span">Where it stands, without its quotes.</param>
/// <param name="IsQuoted">Whether quotes of some kind are round it.</param>
public sealed record JsonLikeItem(TextSpan Span, bool IsQuoted);
