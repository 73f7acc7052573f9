using System.Collections.Immutable;
using System.Text;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Engine;

/// <summary>Which fixes are applied.</summary>
public enum FixSafety
{
    /// <summary>Those that leave the image as it is, but for what their finding names.</summary>
    Safe,

    /// <summary>All of them.</summary>
    Unsafe,
}

/// <summary>A text after its fixes.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">How many findings were put right.</param>
public sealed record FixedText(SourceText Text, int Count);

/// <summary>Applies the fixes of findings until there is none left to apply.</summary>
public static class Fixer
{
    /// <summary>One fix can make room for another; more rounds than this and two rules are undoing each other.</summary>
    private const int MostRounds = 10;

    /// <summary>Fixes a text.</summary>
    public static FixedText Apply(
        Linter linter, SourceText source, FixSafety safety, BuildOptions? build = null, FactSet? facts = null)
    {
        ArgumentNullException.ThrowIfNull(linter);
        ArgumentNullException.ThrowIfNull(source);
        int count = 0;
        for (int round = 0; round < MostRounds; round++)
        {
            ImmutableArray<Fix> chosen = Choose(linter.Lint(source, build, facts), safety);
            if (chosen.IsEmpty)
                break;
            count += chosen.Length;
            source = Apply(source, chosen.SelectMany(static fix => fix.Edits));
        }

        return new FixedText(source, count);
    }

    /// <summary>Makes changes that do not overlap.</summary>
    public static SourceText Apply(SourceText source, IEnumerable<TextEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(edits);
        var text = new StringBuilder(source.Length);
        int end = 0;
        foreach (TextEdit edit in edits.OrderBy(static edit => edit.Span))
        {
            text.Append(source.Value, end, edit.Span.Start - end).Append(edit.NewText);
            end = edit.Span.End;
        }

        return new SourceText(text.Append(source.Value, end, source.Length - end).ToString());
    }

    /// <summary>One fix a finding, none that touches what an earlier one changes.</summary>
    private static ImmutableArray<Fix> Choose(ImmutableArray<Diagnostic> findings, FixSafety safety)
    {
        ImmutableArray<Fix>.Builder chosen = ImmutableArray.CreateBuilder<Fix>();
        var taken = new SortedSet<TextSpan>();
        foreach (Diagnostic finding in findings)
        {
            Fix? fix = finding.Fixes.FirstOrDefault(fix => fix.IsSafe || safety == FixSafety.Unsafe);
            if (fix is null || fix.Edits.Any(edit => Touches(taken, edit.Span)))
                continue;
            foreach (TextEdit edit in fix.Edits)
                taken.Add(edit.Span);
            chosen.Add(fix);
        }

        return chosen.DrainToImmutable();
    }

    private static bool Touches(SortedSet<TextSpan> taken, TextSpan span) =>
        taken.Any(other => other.Start <= span.End && span.Start <= other.End);
}
