using System.Globalization;
using DockerLint.Cli.Terminal;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>The lines of a file that a span covers, with their numbers, and the span marked.</summary>
internal static class SourceFrame
{
    /// <summary>Lines of a span that are shown; of more, the first ones and the last.</summary>
    private const int MaximumLines = 5;

    /// <summary>What is laid out on each side of a place, in widths of the terminal: some characters take no column.</summary>
    private const int Reach = 4;

    /// <summary>Writes the lines.</summary>
    /// <param name="ink">Where to.</param>
    /// <param name="source">The text.</param>
    /// <param name="span">What is marked.</param>
    /// <param name="mark">How it is marked.</param>
    /// <param name="width">Columns of the terminal, 40 at least.</param>
    public static void Write(InkWriter ink, SourceText source, TextSpan span, Ink mark, int width)
    {
        int first = source.Lines.LineOf(span.Start);
        // A span that ends with a line does not reach into the next one.
        int last = source.Lines.LineOf(Math.Max(span.End - 1, span.Start));
        int digits = last.ToString(CultureInfo.InvariantCulture).Length;
        int room = width - digits - "  ".Length - " | ".Length;
        if (first == last)
        {
            TextSpan line = WithoutByteOrderMark(source, source.Lines.SpanOf(first));
            (string text, int start, int length) =
                Show(source.Slice(line), Math.Max(span.Start - line.Start, 0), span.End - line.Start, room);
            WriteLine(ink, "  ", first, digits, text);
            ink.Write($"{new string(' ', digits + 2)} | ", Ink.Faint).Write(new string(' ', start)).Write(new string('^', length), mark).Line();
            return;
        }

        for (int number = first; number <= last; number++)
        {
            if (last - first >= MaximumLines && number == first + MaximumLines - 2)
            {
                ink.Write($"{new string(' ', digits + 2)} …", Ink.Faint).Line();
                number = last;
            }

            TextSpan line = WithoutByteOrderMark(source, source.Lines.SpanOf(number));
            ink.Write("> ", mark);
            WriteLine(ink, "", number, digits, Show(source.Slice(line), 0, 0, room).Text);
        }
    }

    /// <summary>What is seen of a line. Of one that is very long, only what is near the span is looked at: there may be thousands.</summary>
    private static (string Text, int MarkStart, int MarkLength) Show(ReadOnlySpan<char> line, int start, int end, int room)
    {
        start = Math.Min(start, line.Length);
        int from = Math.Max(start - (Reach * room), 0);
        int to = Math.Min(start + (Reach * room), line.Length);
        return new Cells(line[from..to]).Show(start - from, Math.Min(end, to) - from, room);
    }

    private static void WriteLine(InkWriter ink, string margin, int number, int digits, string text)
    {
        string label = number.ToString(CultureInfo.InvariantCulture).PadLeft(digits);
        ink.Write($"{margin}{label} |", Ink.Faint).Write(text.Length == 0 ? "" : " ").Write(text).Line();
    }

    private static TextSpan WithoutByteOrderMark(SourceText source, TextSpan line) =>
        line.Start == 0 && source.Value.StartsWith('\uFEFF') ? new TextSpan(1, line.Length - 1) : line;
}
