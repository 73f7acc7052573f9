using System.Collections.Immutable;
using DockerLint.Cli.Fixing;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Selection;

/// <summary>Which lines of a file have changed.</summary>
internal sealed class ChangedLines
{
    private readonly ImmutableArray<(int First, int End)>? _ranges;

    private ChangedLines(ImmutableArray<(int First, int End)>? ranges) => _ranges = ranges;

    /// <summary>Every line.</summary>
    public static ChangedLines All { get; } = new(null);

    /// <summary>No line.</summary>
    public static ChangedLines None { get; } = new([]);

    /// <summary>Some lines.</summary>
    /// <param name="ranges">The first line of each range, from 1, and the one after its last.</param>
    public static ChangedLines Of(ImmutableArray<(int First, int End)> ranges) => new(ranges);

    /// <summary>Whether a span meets one of them; an empty one stands on one line.</summary>
    public bool Meet(SourceText source, TextSpan span)
    {
        if (_ranges is not { } ranges)
            return true;
        int first = source.Lines.LineOf(span.Start);
        int last = source.Lines.LineOf(Math.Max(span.End - 1, span.Start));
        return ranges.Any(range => range.First <= last && first < range.End);
    }

    /// <summary>The same lines, where they are after a change of the text, and those that the change made.</summary>
    public ChangedLines Follow(SourceText before, SourceText after)
    {
        if (_ranges is not { } ranges || before == after)
            return this;
        ImmutableArray<LineChange> changes = LineDiff.Between(LineDiff.LinesOf(before.Value), LineDiff.LinesOf(after.Value));
        List<(int First, int End)> followed = [.. changes.Select(static change => (change.NewStart + 1, change.NewEnd + 1))];
        foreach ((int first, int end) in ranges)
        {
            for (int line = first - 1; line < end - 1; line++)
            {
                if (changes.Any(change => change.Start <= line && line < change.End))
                    continue;
                int shift = changes.Where(change => change.End <= line).Sum(static change => change.NewCount - change.Count);
                followed.Add((line + shift + 1, line + shift + 2));
            }
        }

        return new ChangedLines([.. followed]);
    }
}
