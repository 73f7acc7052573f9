using CsCheck;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Tests;

public sealed class CellsTests
{
    [Theory]
    [InlineData("FROM debian", 5, 11, 40, "FROM debian", 5, 6)]
    [InlineData("\tRUN x", 1, 4, 40, "    RUN x", 4, 3)]
    [InlineData("a\tb", 2, 3, 40, "a   b", 4, 1)]
    [InlineData("名前 x", 3, 4, 40, "名前 x", 5, 1)]
    [InlineData("e\u0301 x", 3, 4, 40, "e\u0301 x", 2, 1)]
    [InlineData("😀 x", 3, 4, 40, "😀 x", 3, 1)]
    [InlineData("abc", 3, 3, 40, "abc", 3, 1)]
    [InlineData("", 0, 0, 40, "", 0, 1)]
    [InlineData("0123456789abcdefghij", 0, 2, 10, "012345678…", 0, 2)]
    [InlineData("0123456789abcdefghij", 10, 12, 10, "…89abcdef…", 3, 2)]
    [InlineData("0123456789abcdefghij", 18, 20, 10, "…bcdefghij", 8, 2)]
    [InlineData("0123456789abcdefghij", 0, 20, 10, "012345678…", 0, 10)]
    public void A_span_is_shown_where_it_stands(string line, int start, int end, int width, string text, int markStart, int markLength) =>
        Assert.Equal((text, markStart, markLength), new Cells(line).Show(start, end, width));

    [Fact]
    public void What_is_shown_fits_and_the_mark_is_in_it()
    {
        Gen.Select(Gen.String["ab\t名e\u0301 \u001b😀"], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[8, 30]).Sample((line, start, length, width) =>
        {
            (string text, int markStart, int markLength) = new Cells(line).Show(start, start + length, width);
            return new Cells(text).Width <= width && markStart >= 0 && markLength >= 1 && markStart + markLength <= width + 1;
        }, iter: 2000);
    }
}
