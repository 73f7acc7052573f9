using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Hosts.Texts;

/// <summary>A text whose variables are replaced, as far as their values are known.</summary>
/// <param name="Pieces">What it is put together from, in order; null is what nobody knows.</param>
internal sealed record FilledText(ImmutableArray<string?> Pieces)
{
    private const string ZeroDigest = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Variables whose values name variables again are not followed further than this.</summary>
    private const int MostNested = 8;

    /// <summary>Values that name each other many times over are not followed further than this.</summary>
    private const int MostPieces = 1000;

    /// <summary>What nobody knows.</summary>
    public static FilledText Unknown { get; } = new([null]);

    /// <summary>Whether all of it is known.</summary>
    public bool IsKnown => !Pieces.Contains(null);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsBlank => Pieces.All(string.IsNullOrWhiteSpace) && IsKnown;

    /// <summary>Whether it says more than how parts that nobody knows are put together.</summary>
    public bool SaysSomething => Pieces.Any(static piece => piece is not null && piece.Any(char.IsLetterOrDigit));

    /// <summary>Replaces the variables of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The value of a variable, in which variables are replaced too where <paramref name="isNested"/>.</param>
    /// <param name="isNested">Whether values may name variables.</param>
    public static FilledText Fill(string text, Func<string, string?> variables, bool isNested = false)
    {
        ImmutableArray<string?>.Builder pieces = ImmutableArray.CreateBuilder<string?>();
        Fill(TextGrammar.Parse(text), variables, isNested ? MostNested : null, pieces);
        return new FilledText(pieces.DrainToImmutable());
    }

    /// <summary>One text behind the other.</summary>
    public static FilledText operator +(FilledText left, FilledText right) => new(left.Pieces.AddRange(right.Pieces));

    /// <inheritdoc cref="op_Addition(FilledText, FilledText)"/>
    public static FilledText operator +(FilledText left, string right) => new(left.Pieces.Add(right));

    /// <summary>
    /// The text, with something in place of what is not known that a reference may hold there, so that the rest of it can be
    /// judged; and where that stands.
    /// </summary>
    public (string Text, ImmutableArray<TextSpan> Holes) Place()
    {
        if (Pieces is [{ } whole])
            return (whole, []);
        var text = new StringBuilder();
        ImmutableArray<TextSpan>.Builder holes = ImmutableArray.CreateBuilder<TextSpan>();
        for (int i = 0; i < Pieces.Length; i++)
        {
            string piece = Pieces[i] ?? StandIn(text, i + 1 < Pieces.Length ? Pieces[i + 1] : "");
            if (Pieces[i] is null)
                holes.Add(new TextSpan(text.Length, piece.Length));
            text.Append(piece);
        }

        return (text.ToString(), holes.DrainToImmutable());
    }

    private static string StandIn(StringBuilder before, string? after)
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

    private static void Fill(ImmutableArray<TextPart> parts, Func<string, string?> variables, int? nested, ImmutableArray<string?>.Builder pieces)
    {
        foreach (TextPart part in parts)
        {
            if (pieces.Count > MostPieces)
                return;
            switch (part)
            {
                case LiteralPart literal:
                    pieces.Add(literal.Text);
                    break;
                case VariablePart variable:
                    Fill(variable, variables, nested, pieces);
                    break;
                default:
                    pieces.Add(null);
                    break;
            }
        }
    }

    private static void Fill(VariablePart variable, Func<string, string?> variables, int? nested, ImmutableArray<string?>.Builder pieces)
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
                pieces.Add(null);
                break;
            case VariableOperator.Required when value is { Length: 0 } && variable.EmptyIsUnset:
                pieces.Add(null);
                break;
            default:
                if (value is null || nested is null)
                    pieces.Add(value);
                else if (nested > 0)
                    Fill(TextGrammar.Parse(value), variables, nested - 1, pieces);
                else
                    pieces.Add(null);
                break;
        }
    }
}
