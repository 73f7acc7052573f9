using System.Text;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Tests;

public sealed class LiveAreaTests : IDisposable
{
    private readonly MemoryStream _stream = new();

    public void Dispose() => _stream.Dispose();

    [Fact]
    public void Lines_take_the_place_of_those_that_are_shown()
    {
        var area = new LiveArea(_stream, isColoured: true);
        var screen = new Screen(20);
        foreach (string[] lines in (string[][])[["a", "b"], ["longer", "b", "c"], ["x"], ["x", "y"]])
        {
            screen.Write(Shown(area, 20, lines));
            Assert.Equal([.. lines, ""], screen.Rows);
        }
    }

    [Fact]
    public void Only_what_changed_is_written()
    {
        var area = new LiveArea(_stream, isColoured: false);
        Shown(area, 20, "first", "second");

        Assert.Equal("", Shown(area, 20, "first", "second"));
        Assert.DoesNotContain("first", Shown(area, 20, "first", "other"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a line that is too long", "a line t…")]
    [InlineData("\u001b[2Jgone", "␛[2Jgone")]
    [InlineData("文字文字文字", "文字文字…")]
    public void A_line_fits_and_does_no_harm(string line, string shown) =>
        Assert.Contains(shown + "\u001b[K\n", Shown(new LiveArea(_stream, isColoured: false), 10, line), StringComparison.Ordinal);

    [Fact]
    public void A_terminal_that_became_narrower_has_broken_the_lines()
    {
        var area = new LiveArea(_stream, isColoured: false);
        Shown(area, 40, new string('a', 25), "b");

        Assert.StartsWith("\u001b[4F\u001b[J", Shown(area, 10, "a", "b"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10 %\r20 %\r", "20 %")]
    [InlineData("\u001b[1;32mgreen\u001b[0m", "green")]
    [InlineData("\u001b[", "")]
    [InlineData("plain", "plain")]
    public void A_line_of_a_log_says_what_is_seen_in_the_end(string line, string text) => Assert.Equal(text, LogText.Of(line));

    private string Shown(LiveArea area, int columns, params string[] lines)
    {
        _stream.SetLength(0);
        area.Show([.. lines.Select(static line => new LiveLine(line))], columns);
        return Encoding.UTF8.GetString(_stream.ToArray());
    }
}
