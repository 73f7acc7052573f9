using System.Collections.Immutable;
using System.Text;
using DockerLint.Semantics;

namespace DockerLint.Hosts.Texts;

/// <summary>A text whose variables are replaced, as far as their values are known.</summary>
/// <param name="Pieces">What it is put together from, in order.</param>
internal sealed record FilledText(ImmutableArray<FilledPiece> Pieces)
{
    private const string ZeroDigest = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Variables whose values name variables again are not followed further than this.</summary>
    private const int MostNested = 8;

    /// <summary>Values that name each other many times over are not followed further than this.</summary>
    private const int MostPieces = 1000;

    /// <summary>What nobody knows, and is written nowhere.</summary>
    public static FilledText Unknown { get; } = Hole("…");

    /// <summary>Whether all of it is known.</summary>
    public bool IsKnown => Pieces.All(static piece => piece.IsKnown);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsBlank => Pieces.All(static piece => piece.IsKnown && string.IsNullOrWhiteSpace(piece.Text));

    /// <summary>Whether it says more than how parts that nobody knows are put together.</summary>
    public bool SaysSomething => Pieces.Any(static piece => piece.IsKnown && piece.Text.Any(char.IsLetterOrDigit));

    /// <summary>A text that is known.</summary>
    public static FilledText Of(string text) => new([new FilledPiece(text)]);

    /// <summary>What nobody knows.</summary>
    /// <param name="written">How it is written.</param>
    public static FilledText Hole(string written) => new([new FilledPiece(written, IsKnown: false)]);

    /// <summary>Replaces the variables of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The value of a variable, in which variables are replaced too where <paramref name="isNested"/>.</param>
    /// <param name="isNested">Whether values may name variables.</param>
    public static FilledText Fill(string text, Func<string, string?> variables, bool isNested = false)
    {
        ImmutableArray<FilledPiece>.Builder pieces = ImmutableArray.CreateBuilder<FilledPiece>();
        Fill(TextGrammar.Parse(text), variables, isNested ? MostNested : null, pieces);
        return new FilledText(pieces.DrainToImmutable());
    }

    /// <summary>One text behind the other.</summary>
    public static FilledText operator +(FilledText left, FilledText right) => new(left.Pieces.AddRange(right.Pieces));

    /// <inheritdoc cref="op_Addition(FilledText, FilledText)"/>
    public static FilledText operator +(FilledText left, string right) => left + Of(right);

    /// <summary>
    /// The text, with something in place of what is not known that a reference may hold there, so that the rest of it can be
    /// judged; and where that stands.
    /// </summary>
    public (string Text, ImmutableArray<ImageHole> Holes) Place()
    {
        if (Pieces is [{ IsKnown: true } whole])
            return (whole.Text, []);
        var text = new StringBuilder();
        ImmutableArray<ImageHole>.Builder holes = ImmutableArray.CreateBuilder<ImageHole>();
        for (int i = 0; i < Pieces.Length; i++)
        {
            string piece = Pieces[i].Text;
            if (!Pieces[i].IsKnown)
            {
                piece = StandIn(text, i + 1 < Pieces.Length && Pieces[i + 1] is { IsKnown: true } next ? next.Text : "");
                holes.Add(new ImageHole(new TextSpan(text.Length, piece.Length), Pieces[i].Text));
            }

            text.Append(piece);
        }

        return (text.ToString(), holes.DrainToImmutable());
    }

    private static string StandIn(StringBuilder before, string after)
    {
        if (EndsWith(before, "@"))
            return "sha256:" + ZeroDigest;
        if (EndsWith(before, "@sha256:"))
            return ZeroDigest;

        // A port before a path is a number.
        return EndsWith(before, ":") && after is ['/', ..] ? "0" : "x";
    }

    private static bool EndsWith(StringBuilder text, string end)
    {
        if (text.Length < end.Length)
            return false;
        for (int i = 0; i < end.Length; i++)
        {
            if (text[text.Length - end.Length + i] != end[i])
                return false;
        }

        return true;
    }

    private static void Fill(ImmutableArray<TextPart> parts, Func<string, string?> variables, int? nested, ImmutableArray<FilledPiece>.Builder pieces)
    {
        foreach (TextPart part in parts)
        {
            if (pieces.Count > MostPieces)
                return;
            switch (part)
            {
                case LiteralPart literal:
                    pieces.Add(new FilledPiece(literal.Text));
                    break;
                case VariablePart variable:
                    Fill(variable, variables, nested, pieces);
                    break;
                case ExpressionPart expression:
                    pieces.Add(new FilledPiece(expression.Written, IsKnown: false));
                    break;
            }
        }
    }

    private static void Fill(VariablePart variable, Func<string, string?> variables, int? nested, ImmutableArray<FilledPiece>.Builder pieces)
    {
        string? value = variables(variable.Name);
        switch (variable.Operator)
        {
            // Whoever writes a default in the file says what holds where nobody says anything.
            case VariableOperator.Default when value is null || (value.Length == 0 && variable.EmptyIsUnset):
                Fill(variable.Word, variables, nested, pieces);
                break;
            case VariableOperator.Alternative when value is { Length: > 0 } || (value is not null && !variable.EmptyIsUnset):
                Fill(variable.Word, variables, nested, pieces);
                break;
            case VariableOperator.Alternative when value is not null:
                break;
            case VariableOperator.Alternative:
            case VariableOperator.Required when value is { Length: 0 } && variable.EmptyIsUnset:
                pieces.Add(new FilledPiece(variable.Written, IsKnown: false));
                break;
            default:
                if (value is null || nested is 0)
                    pieces.Add(new FilledPiece(variable.Written, IsKnown: false));
                else if (nested is { } left)
                    Fill(TextGrammar.Parse(value), variables, left - 1, pieces);
                else
                    pieces.Add(new FilledPiece(value));
                break;
        }
    }
}
