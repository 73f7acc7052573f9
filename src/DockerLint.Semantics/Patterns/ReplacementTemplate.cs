using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;
using static Pidgin.Parser<char>;

namespace DockerLint.Semantics.Patterns;

/// <summary>
/// The replacement of <c>${name//p/r}</c>, a template of Go's <c>Regexp.Expand</c>: BuildKit hands it to a regular
/// expression that has no groups but the whole match.
/// </summary>
internal sealed class ReplacementTemplate
{
    private static readonly Parser<char, Piece> Text =
        Lex.TakeUntil1(SearchValues.Create("$")).Select(static span => new Piece(span, IsGroup: false));

    private static readonly Parser<char, Piece> Name =
        Lex.Take(NameLength, minimum: 1).Select(static span => new Piece(span, IsGroup: true));

    private static readonly Parser<char, Maybe<Piece>> Nothing = Return(Maybe.Nothing<Piece>());

    private static readonly Parser<char, Maybe<Piece>> SecondDollar =
        Lex.One.Select(static span => Maybe.Just(new Piece(span, IsGroup: false)));

    private static readonly Parser<char, Maybe<Piece>> Braced =
        Try(Char('{').Then(Name).Before(Char('}'))).Optional();

    private static readonly Parser<char, Maybe<Piece>> Bare = Name.Optional();

    /// <summary>A dollar sign that starts no reference is one.</summary>
    private static readonly Parser<char, Piece> Dollar = Map(
        static (dollar, reference) => reference.GetValueOrDefault(new Piece(dollar, IsGroup: false)),
        Lex.One,
        Lex.Switch(
            static c => c switch
            {
                '$' => SecondDollar,
                '{' => Braced,
                _ => Bare,
            },
            atEnd: Nothing));

    private static readonly Parser<char, ImmutableArray<Piece>> Pieces =
        Lex.Many(Lex.Switch(static c => c == '$' ? Dollar : Text));

    private readonly string _text;
    private readonly ImmutableArray<Piece> _pieces;

    private ReplacementTemplate(string text, ImmutableArray<Piece> pieces)
    {
        _text = text;
        _pieces = pieces;
    }

    /// <summary>Reads a template; every text is one.</summary>
    public static ReplacementTemplate Parse(string text) => new(text, Pieces.Parse(text).Value);

    /// <summary>Appends what stands for <paramref name="match"/>.</summary>
    public void AppendTo(StringBuilder result, ReadOnlySpan<char> match)
    {
        foreach (Piece piece in _pieces)
        {
            ReadOnlySpan<char> text = _text.AsSpan(piece.Span.Start, piece.Span.Length);
            if (!piece.IsGroup)
                result.Append(text);
            else if (text is "0")
                result.Append(match);
        }
    }

    private static int NameLength(ReadOnlySpan<char> rest)
    {
        int length = 0;
        foreach (Rune rune in rest.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune) && !Rune.IsDigit(rune) && rune.Value != '_')
                break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    /// <summary>A part of the template: text, or the name of a group.</summary>
    private readonly record struct Piece(TextSpan Span, bool IsGroup);
}
