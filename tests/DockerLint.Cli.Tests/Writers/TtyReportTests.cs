using DockerLint.Analysis;
using DockerLint.Cli.Output;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Tests;

public sealed class TtyReportTests
{
    [Theory]
    [InlineData("a", 0)]
    [InlineData("a", 5_000)]
    [InlineData("字", 5_000)]
    [InlineData("a\u0301", 5_000)]
    [InlineData("😀", 5_000)]
    public void Of_a_very_long_line_what_is_around_the_place_is_shown(string filling, int count)
    {
        string before = string.Concat(Enumerable.Repeat(filling, count));
        string text = $"{before}sudo{before}";
        string[] lines = Sample.Written(
            stream => new TtyReport(stream, false, 60),
            Sample.Of("a", text, new Diagnostic(Sample.Sudo, Severity.Error, new TextSpan(before.Length, 4), "m", [], []))).Split('\n');
        (string shown, int start, int length) = new Cells(text).Show(before.Length, before.Length + 4, 60 - "  1 | ".Length);
        Assert.Equal($"  1 | {shown}", lines[1]);
        Assert.Equal($"    | {new string(' ', start)}{new string('^', length)}", lines[2]);
    }

    [Theory]
    [InlineData("plain.txt", false, null)]
    [InlineData("coloured.txt", true, 80)]
    [InlineData("narrow.txt", false, 20)]
    public void Findings_look_as_on_the_page(string golden, bool isColoured, int? width)
    {
        string written = Sample.Written(stream => new TtyReport(stream, isColoured, width), Sample.Report);
        Golden.Same(golden, written.Replace('\u001b', '␛'));
    }

    [Fact]
    public void No_control_character_of_a_file_reaches_the_terminal()
    {
        const string Hostile = "RUN \u001b]0;owned\u0007 \u009b31m \u202e x\r\n";
        string written = Sample.Written(
            stream => new TtyReport(stream, false, null),
            Sample.Of("a\u001b[2Jb", Hostile, new Analysis.Diagnostic(Sample.Latest, Analysis.Severity.Error, new TextSpan(0, 5), "a \u001b b", [], [])));
        Assert.DoesNotContain(written, unit => unit != '\n' && (char.IsControl(unit) || unit == '\u202e'));
    }

    [Fact]
    public void Nothing_found_is_nothing_written() =>
        Assert.Empty(Sample.Written(stream => new TtyReport(stream, true, 80), Sample.Of("a", "FROM a")));
}
