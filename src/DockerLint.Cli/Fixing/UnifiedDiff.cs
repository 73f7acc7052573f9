using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Fixing;

/// <summary>Writes what differs between two texts as <c>diff -u</c> does, so that <c>patch -p0</c> can apply it.</summary>
internal static class UnifiedDiff
{
    /// <summary>Lines that are shown before and after a change.</summary>
    private const int Context = 3;

    /// <summary>Writes a diff.</summary>
    /// <param name="ink">Where to.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="before">Its text.</param>
    /// <param name="after">The text that it would have.</param>
    /// <param name="isForTerminal">Whether a terminal shows it, which must not obey what the file holds.</param>
    public static void Write(InkWriter ink, string name, string before, string after, bool isForTerminal)
    {
        string[] lines = LineDiff.LinesOf(before);
        string[] newLines = LineDiff.LinesOf(after);
        ink.Write($"--- {SafeText.Of(name)}", Ink.Strong).Line().Write($"+++ {SafeText.Of(name)}", Ink.Strong).Line();
        foreach (ImmutableArray<LineChange> hunk in Hunks(LineDiff.Between(lines, newLines)))
            Write(ink, hunk, lines, newLines, isForTerminal);
    }

    /// <summary>Changes so near to each other that their contexts meet belong together.</summary>
    private static IEnumerable<ImmutableArray<LineChange>> Hunks(ImmutableArray<LineChange> changes)
    {
        int first = 0;
        for (int index = 1; index <= changes.Length; index++)
        {
            if (index < changes.Length && changes[index].Start - changes[index - 1].End <= 2 * Context)
                continue;
            yield return changes[first..index];
            first = index;
        }
    }

    private static void Write(InkWriter ink, ImmutableArray<LineChange> hunk, string[] lines, string[] newLines, bool isForTerminal)
    {
        int start = Math.Max(hunk[0].Start - Context, 0);
        int end = Math.Min(hunk[^1].End + Context, lines.Length);
        int newStart = hunk[0].NewStart - (hunk[0].Start - start);
        int newEnd = hunk[^1].NewEnd + (end - hunk[^1].End);
        ink.Write($"@@ -{Range(start, end - start)} +{Range(newStart, newEnd - newStart)} @@", Ink.Code).Line();
        foreach (LineChange change in hunk)
        {
            Lines(' ', lines[start..change.Start], Ink.Plain);
            Lines('-', lines[change.Start..change.End], Ink.Removed);
            Lines('+', newLines[change.NewStart..change.NewEnd], Ink.Added);
            start = change.End;
        }

        Lines(' ', lines[start..end], Ink.Plain);

        void Lines(char mark, IEnumerable<string> some, Ink colour)
        {
            foreach (string line in some)
            {
                bool hasEnd = line.EndsWith('\n');
                string text = hasEnd ? line[..^1] : line;
                ink.Write($"{mark}{(isForTerminal ? SafeText.Of(text.TrimEnd('\r')) : text)}", colour).Line();
                if (!hasEnd)
                    ink.Write("\\ No newline at end of file", Ink.Faint).Line();
            }
        }
    }

    /// <summary>The first line, from 1, and how many; where there are none, the line before.</summary>
    private static string Range(int start, int count) => count switch
    {
        1 => (start + 1).ToString(CultureInfo.InvariantCulture),
        0 => string.Create(CultureInfo.InvariantCulture, $"{start},0"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{start + 1},{count}"),
    };
}
