using System.Collections.Immutable;

namespace DockerLint.Cli.Fixing;

/// <summary>Lines of one text in whose place other lines stand in another text.</summary>
/// <param name="Start">The first of them, from 0.</param>
/// <param name="Count">How many; 0 where lines are only added.</param>
/// <param name="NewStart">The first line in their place, from 0.</param>
/// <param name="NewCount">How many; 0 where lines are only removed.</param>
internal readonly record struct LineChange(int Start, int Count, int NewStart, int NewCount)
{
    /// <summary>The line after the last one.</summary>
    public int End => Start + Count;

    /// <summary>The line after the last one in the new text.</summary>
    public int NewEnd => NewStart + NewCount;
}

/// <summary>Finds the fewest lines that differ (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).</summary>
internal static class LineDiff
{
    /// <summary>Above so many differences the search takes more time and memory than its result is worth.</summary>
    private const int MostDifferences = 2000;

    /// <summary>The lines of a text, each with its line end.</summary>
    public static string[] LinesOf(string text)
    {
        List<string> lines = [];
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }

    /// <summary>What differs, in order; between two changes there is a line that stays.</summary>
    public static ImmutableArray<LineChange> Between(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        int head = before.CommonPrefixLength(after);
        before = before[head..];
        after = after[head..];
        int tail = 0;
        while (tail < Math.Min(before.Length, after.Length) && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;
        before = before[..^tail];
        after = after[..^tail];
        if (before.IsEmpty && after.IsEmpty)
            return [];
        return Search(before, after) is { } steps
            ? Changes(steps, before.Length, after.Length, head)
            : [new LineChange(head, before.Length, head, after.Length)];
    }

    /// <summary>
    /// For each number of differences, how far into the old text each diagonal gets with it: diagonal d is at the index
    /// d + differences. Null where there are too many.
    /// </summary>
    private static List<int[]>? Search(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        List<int[]> steps = [];
        for (int differences = 0; differences <= MostDifferences; differences++)
        {
            int[] reached = new int[(2 * differences) + 1];
            steps.Add(reached);
            for (int diagonal = -differences; diagonal <= differences; diagonal += 2)
            {
                int line = differences == 0 ? 0 : Enter(steps[differences - 1], differences - 1, diagonal).Line;
                while (line < before.Length && line - diagonal < after.Length && before[line] == after[line - diagonal])
                    line++;
                reached[diagonal + differences] = line;
                if (line >= before.Length && line - diagonal >= after.Length)
                    return steps;
            }
        }

        return null;
    }

    /// <summary>At which line of the old text one more difference enters a diagonal, and whether it adds a line.</summary>
    private static (int Line, bool IsAdded) Enter(int[] reached, int differences, int diagonal)
    {
        int lower = diagonal - 1 < -differences ? -1 : reached[diagonal - 1 + differences];
        int upper = diagonal + 1 > differences ? -1 : reached[diagonal + 1 + differences];
        return upper > lower ? (upper, true) : (lower + 1, false);
    }

    /// <summary>Goes back from the ends of both texts and gathers neighbouring lines into changes.</summary>
    private static ImmutableArray<LineChange> Changes(List<int[]> steps, int line, int newLine, int offset)
    {
        List<LineChange> changes = [];
        for (int differences = steps.Count - 1; differences > 0; differences--)
        {
            int diagonal = line - newLine;
            (int entered, bool isAdded) = Enter(steps[differences - 1], differences - 1, diagonal);
            line = isAdded ? entered : entered - 1;
            newLine = isAdded ? entered - diagonal - 1 : entered - diagonal;
            var change = new LineChange(line + offset, isAdded ? 0 : 1, newLine + offset, isAdded ? 1 : 0);
            if (changes is [.., var next] && next.Start == change.End && next.NewStart == change.NewEnd)
                changes[^1] = new LineChange(change.Start, change.Count + next.Count, change.NewStart, change.NewCount + next.NewCount);
            else
                changes.Add(change);
        }

        changes.Reverse();
        return [.. changes];
    }
}
