using System.Collections.Immutable;

namespace DockerLint.Configuration.EditorConfig;

/// <summary>What a step of a pattern does.</summary>
internal enum GlobStepKind
{
    /// <summary>Reads one given character.</summary>
    Literal,

    /// <summary>Reads one character but a slash.</summary>
    One,

    /// <summary>Reads one character.</summary>
    Any,

    /// <summary>Reads one character of a class.</summary>
    Class,

    /// <summary>Reads a number in a range.</summary>
    Number,

    /// <summary>Goes on with the next step and with another one.</summary>
    Fork,

    /// <summary>Goes on with another step.</summary>
    Jump,
}

/// <summary>A step of a pattern. The steps are a program that is run in all ways at once.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Target">The other step, from 0.</param>
/// <param name="Part">What it reads.</param>
internal readonly record struct GlobStep(GlobStepKind Kind, int Target = 0, GlobPart? Part = null)
{
    /// <summary>Digits that fit a 64-bit number.</summary>
    public const int MostDigits = 18;

    /// <summary>The program for a pattern.</summary>
    public static ImmutableArray<GlobStep> Of(ImmutableArray<GlobPart> parts)
    {
        ImmutableArray<GlobStep>.Builder steps = ImmutableArray.CreateBuilder<GlobStep>();
        Add(parts, steps);
        return steps.DrainToImmutable();
    }

    /// <summary>How many characters at the start of a text it may read.</summary>
    public IEnumerable<int> LengthsOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return [];
        int width = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;
        return Part switch
        {
            LiteralPart literal => text[0] == literal.Character ? [1] : [],
            ClassPart set => text[0] != '/' && set.Contains(width == 2 ? char.ConvertToUtf32(text[0], text[1]) : text[0]) ? [width] : [],
            NumberPart number => number.LengthsOf(text),
            _ => Kind == GlobStepKind.Any || text[0] != '/' ? [width] : [],
        };
    }

    private static void Add(ImmutableArray<GlobPart> parts, ImmutableArray<GlobStep>.Builder steps)
    {
        foreach (GlobPart part in parts)
            Add(part, steps);
    }

    private static void Add(GlobPart part, ImmutableArray<GlobStep>.Builder steps)
    {
        switch (part)
        {
            case LiteralPart:
                steps.Add(new GlobStep(GlobStepKind.Literal, Part: part));
                break;
            case ClassPart:
                steps.Add(new GlobStep(GlobStepKind.Class, Part: part));
                break;
            case NumberPart:
                steps.Add(new GlobStep(GlobStepKind.Number, Part: part));
                break;
            case RunPart run:
                AddRun(run.CrossesSlashes ? GlobStepKind.Any : GlobStepKind.One, steps);
                break;
            case FoldersPart:
                int skip = steps.Count;
                steps.Add(default);
                steps.Add(new GlobStep(GlobStepKind.Literal, Part: LiteralPart.Slash));
                AddRun(GlobStepKind.Any, steps);
                steps[skip] = new GlobStep(GlobStepKind.Fork, steps.Count);
                break;
            case ChoicePart choice:
                AddChoice(choice.Alternatives, steps);
                break;
            default:
                steps.Add(new GlobStep(GlobStepKind.One));
                break;
        }
    }

    private static void AddRun(GlobStepKind kind, ImmutableArray<GlobStep>.Builder steps)
    {
        int start = steps.Count;
        steps.Add(new GlobStep(GlobStepKind.Fork, start + 3));
        steps.Add(new GlobStep(kind));
        steps.Add(new GlobStep(GlobStepKind.Jump, start));
    }

    private static void AddChoice(ImmutableArray<ImmutableArray<GlobPart>> alternatives, ImmutableArray<GlobStep>.Builder steps)
    {
        List<int> ends = [];
        for (int index = 0; index < alternatives.Length; index++)
        {
            bool isLast = index == alternatives.Length - 1;
            int fork = steps.Count;
            if (!isLast)
                steps.Add(default);
            Add(alternatives[index], steps);
            if (isLast)
                continue;
            ends.Add(steps.Count);
            steps.Add(default);
            steps[fork] = new GlobStep(GlobStepKind.Fork, steps.Count);
        }

        foreach (int end in ends)
            steps[end] = new GlobStep(GlobStepKind.Jump, steps.Count);
    }
}

/// <summary>A part of a pattern as it is written.</summary>
internal abstract record GlobPart;

/// <summary>A character that stands for itself.</summary>
internal sealed record LiteralPart(char Character) : GlobPart
{
    public static LiteralPart Slash { get; } = new('/');
}

/// <summary><c>?</c>.</summary>
internal sealed record OnePart : GlobPart;

/// <summary><c>*</c> or <c>**</c>.</summary>
internal sealed record RunPart(bool CrossesSlashes) : GlobPart;

/// <summary>The <c>/**</c> of <c>/**/</c>: no folder or any.</summary>
internal sealed record FoldersPart : GlobPart;

/// <summary><c>[abc]</c> or <c>[!abc]</c>.</summary>
internal sealed record ClassPart(bool IsNegated, ImmutableArray<(char First, char Last)> Ranges) : GlobPart
{
    public bool Contains(int codePoint)
    {
        foreach ((char first, char last) in Ranges)
        {
            if (first <= codePoint && codePoint <= last)
                return !IsNegated;
        }

        return IsNegated;
    }
}

/// <summary><c>{a,b}</c>.</summary>
internal sealed record ChoicePart(ImmutableArray<ImmutableArray<GlobPart>> Alternatives) : GlobPart;

/// <summary><c>{1..3}</c>: a whole number without leading zeros.</summary>
internal sealed record NumberPart(long First, long Last) : GlobPart
{
    /// <summary>How many characters at the start of a text can be such a number.</summary>
    public IEnumerable<int> LengthsOf(ReadOnlySpan<char> text)
    {
        List<int> lengths = [];
        int sign = text[0] is '+' or '-' ? 1 : 0;
        long value = 0;
        for (int length = sign; length < text.Length && length < sign + GlobStep.MostDigits && char.IsAsciiDigit(text[length]); length++)
        {
            if (length > sign && text[sign] == '0')
                break;
            value = (value * 10) + text[length] - '0';
            long signed = text[0] == '-' ? -value : value;
            if (signed >= Math.Min(First, Last) && signed <= Math.Max(First, Last))
                lengths.Add(length + 1);
        }

        return lengths;
    }
}
