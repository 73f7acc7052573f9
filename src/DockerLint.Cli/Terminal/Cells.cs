using System.Globalization;
using System.Text;

namespace DockerLint.Cli.Terminal;

/// <summary>A line of a file as a terminal shows it, and where the columns of the file are in it.</summary>
internal sealed class Cells
{
    private const int TabWidth = 4;
    private const char Ellipsis = '…';

    private readonly List<(string Text, int Width, int Column)> _glyphs = [];
    private readonly int _length;

    /// <summary>Lays out a line.</summary>
    /// <param name="line">The line, without its end.</param>
    public Cells(ReadOnlySpan<char> line)
    {
        _length = line.Length;
        int at = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (rune.Value == '\t')
            {
                int width = TabWidth - (Width % TabWidth);
                Add(new string(' ', width), width, at);
            }
            else if (rune.IsBmp)
            {
                Add(SafeText.Of((char)rune.Value).ToString(), WidthOf(rune), at);
            }
            else
            {
                Add(rune.ToString(), WidthOf(rune), at);
            }

            at += rune.Utf16SequenceLength;
        }
    }

    /// <summary>Columns of the terminal that it takes.</summary>
    public int Width { get; private set; }

    /// <summary>The part of the line around a span that fits into a width.</summary>
    /// <param name="start">First column of the span in the line, from 0.</param>
    /// <param name="end">The column after its last one.</param>
    /// <param name="width">Columns of the terminal that there are, at least 8.</param>
    /// <returns>The text, and where in it the span is shown; at least one column.</returns>
    public (string Text, int MarkStart, int MarkLength) Show(int start, int end, int width)
    {
        int markStart = PlaceOf(Math.Min(start, _length));
        int markEnd = Math.Max(PlaceOf(Math.Min(end, _length)), markStart + 1);
        int left = 0;
        if (Width > width)
        {
            // A span that fits is shown whole, with about a quarter of the width before it.
            int before = Math.Min(width / 4, Math.Max(width - 2 - (markEnd - markStart), 0));
            left = Math.Clamp(markStart - before, 0, Width - width + 1);
        }

        var text = new StringBuilder();
        int place = 0;
        int shown = 0;
        int lead = 0;
        if (left > 0)
        {
            text.Append(Ellipsis);
            shown = lead = 1;
        }

        foreach ((string glyph, int glyphWidth, _) in _glyphs)
        {
            bool isLeftOf = place < left;
            place += glyphWidth;
            if (isLeftOf)
            {
                // A wide glyph that lies across the edge moves the edge.
                left = Math.Max(left, place);
                continue;
            }

            bool isLast = place == Width;
            if (shown + glyphWidth > width - (isLast ? 0 : 1))
            {
                text.Append(Ellipsis);
                break;
            }

            text.Append(glyph);
            shown += glyphWidth;
        }

        int shownStart = Math.Max(markStart - left, 0) + lead;
        int shownEnd = Math.Clamp(markEnd - left + lead, shownStart + 1, Math.Max(width, shownStart + 1));
        return (text.ToString(), shownStart, shownEnd - shownStart);
    }

    private void Add(string text, int width, int column)
    {
        _glyphs.Add((text, width, column));
        Width += width;
    }

    /// <summary>The place at which a column of the file starts.</summary>
    private int PlaceOf(int column)
    {
        int place = 0;
        foreach ((_, int width, int start) in _glyphs)
        {
            if (start >= column)
                break;
            place += width;
        }

        return place;
    }

    /// <summary>Columns that most terminals give a character (Unicode, East Asian Width: wide and full-width are two).</summary>
    private static int WidthOf(Rune rune) => rune.Value switch
    {
        < 0x0300 => 1,
        0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF => 0,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
            or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1,
    };
}
