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
public sealed record FixedText(SourceText Text, int Count, ImmutableArray<Diagnostic> Findings);

/// <summary>Chooses which of the findings in a text are to be put right.</summary>
/// <param name="source">The text, as it is after the fixes so far.</param>
/// <param name="findings">What is found in it.</param>
public delegate ImmutableArray<Diagnostic> FixChoice(SourceText source, ImmutableArray<Diagnostic> findings);

/// <summary>Applies the fixes of findings until there is none left to apply.</summary>
public static class Fixer
{
    /// <summary>One fix can make room for another; more rounds than this and two rules are undoing each other.</summary>
    private const int MostRounds = 10;

    /// <summary>Fixes a Dockerfile. What would bring an error is left out.</summary>
    /// <param name="linter">Finds what there is to fix.</param>
    /// <param name="source">The text.</param>
    /// <param name="safety"><see cref="FixSafety.Safe"/> or, for all fixes, <see cref="FixSafety.Unsafe"/>.</param>
    /// <param name="build">What the build is asked for.</param>
    /// <param name="facts">What is known of the world.</param>
    /// <param name="choice">Which findings are to be put right; all where it is null.</param>
    public static FixedText Apply(
        Linter linter, SourceText source, FixSafety safety, BuildOptions? build = null, FactSet? facts = null, FixChoice? choice = null) =>
        Apply(linter, DockerfileReading.Of(source, build), safety, facts, choice);

    /// <summary>Fixes a file. What would bring an error is left out.</summary>
    /// <inheritdoc cref="Apply(Linter, SourceText, FixSafety, BuildOptions, FactSet, FixChoice)"/>
    public static FixedText Apply(Linter linter, FileReading file, FixSafety safety, FactSet? facts = null, FixChoice? choice = null)
    {
        ArgumentNullException.ThrowIfNull(linter);
        ArgumentNullException.ThrowIfNull(file);
        Linted current = Lint(file);
        int count = 0;
        for (int round = 0; round < MostRounds; round++)
        {
            ImmutableArray<Diagnostic> findings = choice is null ? current.Findings : choice(current.File.Source, current.Findings);
            (current, int made) = Make(Choose(findings, safety), current, Lint);
            if (made == 0)
                break;
            count += made;
        }

        return new FixedText(current.File.Source, count, current.Findings);

        Linted Lint(FileReading file) => new(file, file.Lint(linter, facts));
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

    /// <summary>Makes those of the fixes that bring no error.</summary>
    /// <returns>The file after them, and how many they are.</returns>
    private static (Linted File, int Count) Make(ImmutableArray<Fix> chosen, Linted before, Func<FileReading, Linted> lint)
    {
        Linted after = before;
        ImmutableArray<Fix> made = [];
        Accept(chosen);
        return (after, made.Length);

        // Of many fixes few are refused, and linting the file for each of them would take long.
        void Accept(ImmutableArray<Fix> fixes)
        {
            if (fixes.IsEmpty)
                return;
            ImmutableArray<Fix> more = made.AddRange(fixes);
            FileReading file = before.File.With(Apply(before.File.Source, more.SelectMany(static fix => fix.Edits)));
            if (file.ErrorCount <= before.File.ErrorCount && lint(file) is var next && !next.HasMoreErrors(before))
            {
                (after, made) = (next, more);
            }
            else if (fixes.Length > 1)
            {
                int half = fixes.Length / 2;
                Accept(fixes[..half]);
                Accept(fixes[half..]);
            }
        }
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
        /// <summary>Whether a rule finds more errors in it; a level that somebody raised says nothing of what the file means.</summary>
        public bool HasMoreErrors(Linted before)
        {
            Dictionary<string, int> known = before.ErrorCounts();
            return ErrorCounts().Any(entry => entry.Value > known.GetValueOrDefault(entry.Key));
        }

        private Dictionary<string, int> ErrorCounts() => Findings
            .Where(static finding => finding.Rule.Severity == Severity.Error)
            .GroupBy(static finding => finding.Rule.Code)
            .ToDictionary(static group => group.Key, static group => group.Count());
    }
}
