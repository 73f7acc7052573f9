using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tests.Text;

public sealed class LineMapTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("a\nbc", 0, 1, 2, 4)]
    [InlineData("a\r\nb\r\n", 0, 1, 3, 4, 6, 6)]
    [InlineData("a\n\r\n", 0, 1, 2, 2, 4, 4)]
    [InlineData("a\rb", 0, 3)]
    public void A_line_ends_before_its_line_end(string text, params int[] startsAndEnds)
    {
        var lines = new LineMap(text);

        Assert.Equal(startsAndEnds.Length / 2, lines.Count);
        Assert.Equal(startsAndEnds, Enumerable.Range(1, lines.Count).Select(lines.SpanOf).SelectMany(static line => new[] { line.Start, line.End }));
    }

    [Theory]
    [InlineData("ab\ncd", 0, 1, 1)]
    [InlineData("ab\ncd", 2, 1, 3)]
    [InlineData("ab\ncd", 3, 2, 1)]
    [InlineData("ab\ncd", 5, 2, 3)]
    [InlineData("\uFEFFab\ncd", 1, 1, 1)]
    [InlineData("\uFEFFab\ncd", 4, 2, 1)]
    public void An_offset_has_a_position_and_the_position_that_offset(string text, int offset, int line, int column)
    {
        var lines = new LineMap(text);
        var position = new TextPosition(line, column);

        Assert.Equal(position, lines.PositionOf(offset));
        Assert.Equal(offset, lines.OffsetOf(position));
    }

    [Fact]
    public void A_byte_order_mark_stands_in_the_first_column() =>
        Assert.Equal(new TextPosition(1, 1), new LineMap("\uFEFFab").PositionOf(0));

    [Fact]
    public void A_column_beyond_a_line_is_its_end() => Assert.Equal(2, new LineMap("ab\r\ncd").OffsetOf(new TextPosition(1, 9)));

    [Fact]
    public void The_lines_of_offsets_come_once_each_in_the_order_of_the_offsets()
    {
        var source = new SourceText("a\nbb\nc");

        Assert.Equal(["bb", "a"], source.Lines.SpansOf([3, 2, 0, 4]).Select(line => source.Value[line.Start..line.End]));
        Assert.Same(source.Lines, source.Lines);
    }

    [Fact]
    public void There_is_none_of_no_text() => Assert.Throws<ArgumentNullException>(static () => new LineMap(null!));
}
