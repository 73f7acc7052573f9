using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Engine;

/// <summary>A text after its fixes.</summary>
/// <param name="Text">The text.</param>
/// <param name="Count">How many findings were put right.</param>
/// <param name="Findings">What is found in the text.</param>
public sealed record FixedText(SourceText Text, int Count, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>Whether the fixes would have brought an error, so that the text is as it was.</summary>
    public bool IsUndone { get; init; }
}

/// <summary>Chooses which of the findings in a text are to be put right.</summary>
/// <param name="source">The text, as it is after the fixes so far.</param>
/// <param name="findings">What is found in it.</param>
public delegate ImmutableArray<Diagnostic> FixChoice(SourceText source, ImmutableArray<Diagnostic> findings);

/// <summary>Applies the fixes of findings until there is none left to apply.</summary>
public static class Fixer
{
    /// <summary>One fix can make room for another; more rounds than this and two rules are undoing each other.</summary>
    private const int MostRounds = 10;

    /// <summary>Fixes a Dockerfile. What would bring an error is undone as a whole.</summary>
    /// <param name="linter">Finds what there is to fix.</param>
    /// <param name="source">The text.</param>
    /// <param name="safety"><see cref="FixSafety.Safe"/> or, for all fixes, <see cref="FixSafety.Unsafe"/>.</param>
    /// <param name="build">What the build is asked for.</param>
    /// <param name="facts">What is known of the world.</param>
    /// <param name="choice">Which findings are to be put right; all where it is null.</param>
    public static FixedText Apply(
        Linter linter, SourceText source, FixSafety safety, BuildOptions? build = null, FactSet? facts = null, FixChoice? choice = null) =>
        Apply(linter, DockerfileReading.Of(source, build), safety, facts, choice);

    /// <summary>Fixes a file. What would bring an error is undone as a whole.</summary>
    /// <inheritdoc cref="Apply(Linter, SourceText, FixSafety, BuildOptions, FactSet, FixChoice)"/>
    public static FixedText Apply(Linter linter, FileReading file, FixSafety safety, FactSet? facts = null, FixChoice? choice = null)
    {
        ArgumentNullException.ThrowIfNull(linter);
        ArgumentNullException.ThrowIfNull(file);
        Linted original = new(file, file.Lint(linter, facts));
        Linted current = original;
        int count = 0;
        for (int round = 0; round < MostRounds; round++)
        {
            ImmutableArray<Fix> chosen = Acceptable(
                Choose(choice is null ? current.Findings : choice(current.File.Source, current.Findings), safety), current.File);
            if (chosen.IsEmpty)
                break;
            count += chosen.Length;
            FileReading next = current.File.With(Apply(current.File.Source, chosen.SelectMany(static fix => fix.Edits)));
            current = new(next, next.Lint(linter, facts));
            if (current.HasNewErrors(original))
                return new FixedText(file.Source, 0, original.Findings) { IsUndone = true };
        }

        return new FixedText(current.File.Source, count, current.Findings);
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

    /// <summary>The fixes after which the file is refused for no more than before.</summary>
    private static ImmutableArray<Fix> Acceptable(ImmutableArray<Fix> chosen, FileReading file)
    {
        int errors = file.ErrorCount;
        ImmutableArray<Fix> accepted = [];
        Accept(chosen);
        return accepted;

        // Of many fixes few are refused, and reading the file for each of them would take long.
        void Accept(ImmutableArray<Fix> fixes)
        {
            ImmutableArray<Fix> more = accepted.AddRange(fixes);
            if (IsAcceptable(more))
            {
                accepted = more;
            }
            else if (fixes.Length > 1)
            {
                int half = fixes.Length / 2;
                Accept(fixes[..half]);
                Accept(fixes[half..]);
            }
        }

        bool IsAcceptable(ImmutableArray<Fix> fixes) =>
            file.With(Apply(file.Source, fixes.SelectMany(static fix => fix.Edits))).ErrorCount <= errors;
    }

    /// <summary>One fix a finding, none that touches what an earlier one changes.</summary>
    private static ImmutableArray<Fix> Choose(ImmutableArray<Diagnostic> findings, FixSafety safety)
    {
        ImmutableArray<Fix>.Builder chosen = ImmutableArray.CreateBuilder<Fix>();
        List<TextSpan> taken = [];
        foreach (Diagnostic finding in findings)
        {
            Fix? fix = finding.Fixes.FirstOrDefault(fix => fix.IsSafe || safety == FixSafety.Unsafe);
            if (fix is null || fix.Edits.Any(edit => Touches(taken, edit.Span)))
                continue;
            foreach (TextEdit edit in fix.Edits)
                taken.Insert(CountUpTo(taken, edit.Span), edit.Span);
            chosen.Add(fix);
        }

        return chosen.DrainToImmutable();
    }

    /// <summary>Whether a change meets one that is taken; these do not overlap and are in order, so the nearest one decides.</summary>
    private static bool Touches(List<TextSpan> taken, TextSpan span) =>
        CountUpTo(taken, new TextSpan(span.End, int.MaxValue - span.End)) is > 0 and int count && taken[count - 1].End >= span.Start;

    /// <summary>How many of them come before a span, or are it.</summary>
    private static int CountUpTo(List<TextSpan> taken, TextSpan span) =>
        Sorted.CountWhile(CollectionsMarshal.AsSpan(taken), span, static (one, span) => one.CompareTo(span) <= 0);

    /// <summary>A file and what is wrong in it.</summary>
    private sealed record Linted(FileReading File, ImmutableArray<Diagnostic> Findings)
    {
        public bool HasNewErrors(Linted original)
        {
            if (File.ErrorCount > original.File.ErrorCount)
                return true;
            Dictionary<string, int> known = original.ErrorCounts();
            return ErrorCounts().Any(entry => entry.Value > known.GetValueOrDefault(entry.Key));
        }

        private Dictionary<string, int> ErrorCounts() => Findings
            .Where(static finding => finding.Severity == Severity.Error)
            .GroupBy(static finding => finding.Rule.Code)
            .ToDictionary(static group => group.Key, static group => group.Count());
    }
}
