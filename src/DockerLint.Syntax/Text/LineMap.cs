using System.Collections.Immutable;

namespace DockerLint.Syntax.Text;

/// <summary>The offsets at which the lines of a text start. Lines end at <c>\n</c> only, as BuildKit splits them.</summary>
public sealed class LineMap
{
    private readonly string _text;
    private readonly ImmutableArray<int> _starts;

    /// <summary>Finds the lines of <paramref name="text"/>.</summary>
    public LineMap(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        ImmutableArray<int>.Builder starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (int next = text.IndexOf('\n'); next >= 0; next = text.IndexOf('\n', next + 1))
            starts.Add(next + 1);
        _starts = starts.DrainToImmutable();
    }

    /// <summary>Number of lines; a text that ends in a line end has an empty last one.</summary>
    public int Count => _starts.Length;

    /// <summary>The line, from 1, that holds an offset.</summary>
    public int LineOf(int offset)
    {
        int index = _starts.BinarySearch(offset);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>The line and column of an offset.</summary>
    public TextPosition PositionOf(int offset)
    {
        int line = LineOf(offset);
        return new TextPosition(line, Math.Max(offset - FirstColumn(line), 0) + 1);
    }

    /// <summary>The offset of a position; a column beyond the line is its end.</summary>
    public int OffsetOf(TextPosition position)
    {
        TextSpan line = SpanOf(position.Line);
        return Math.Min(FirstColumn(position.Line) + position.Column - 1, line.End);
    }

    /// <summary>A line without its line end (<c>\n</c> or <c>\r\n</c>).</summary>
    /// <param name="line">From 1 to <see cref="Count"/>.</param>
    public TextSpan SpanOf(int line)
    {
        int start = _starts[line - 1];
        int end = line < _starts.Length ? _starts[line] - 1 : _text.Length;
        if (end > start && _text[end - 1] == '\r')
            end--;
        return TextSpan.Between(start, end);
    }

    /// <summary>The lines on which offsets are, each once, in the order in which they are met.</summary>
    public IEnumerable<TextSpan> SpansOf(IEnumerable<int> offsets) => offsets.Select(LineOf).Distinct().Select(SpanOf);

    private int FirstColumn(int line) => line == 1 && _text.StartsWith('\uFEFF') ? 1 : _starts[line - 1];
}
