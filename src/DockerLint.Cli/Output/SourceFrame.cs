using System.Globalization;
using DockerLint.Cli.Terminal;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>The lines of a file that a span covers, with their numbers, and the span marked.</summary>
internal static class SourceFrame
{
    /// <summary>Lines of a span that are shown; of more, the first ones and the last.</summary>
    private const int MaximumLines = 5;

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
                new Cells(source.Slice(line)).Show(Math.Max(span.Start - line.Start, 0), span.End - line.Start, room);
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
            WriteLine(ink, "", number, digits, new Cells(source.Slice(line)).Show(0, 0, room).Text);
        }
    }

    private static void WriteLine(InkWriter ink, string margin, int number, int digits, string text)
    {
        string label = number.ToString(CultureInfo.InvariantCulture).PadLeft(digits);
        ink.Write($"{margin}{label} |", Ink.Faint).Write(text.Length == 0 ? "" : " ").Write(text).Line();
    }

    private static TextSpan WithoutByteOrderMark(SourceText source, TextSpan line) =>
        line.Start == 0 && source.Value.StartsWith('\uFEFF') ? new TextSpan(1, line.Length - 1) : line;
}
