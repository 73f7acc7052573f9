using DockerLint.Analysis;
using DockerLint.Cli.Output;
using DockerLint.Cli.Output.Html;

namespace DockerLint.Cli.Tests.Writers;

/// <summary>Ten times the findings take about ten times as long to write, also where all of them are in one line.</summary>
[Collection(nameof(NothingElse))]
public sealed class LinearTimeTests
{
    private const int Small = 500;

    private static readonly Dictionary<string, Func<Stream, IReport>> s_formats = new()
    {
        ["tty"] = static stream => new TtyReport(stream, isColoured: true, 100),
        ["json"] = static stream => new JsonReport(stream),
        ["sarif"] = static stream => new SarifReport(stream),
        ["github"] = static stream => new GitHubReport(stream, null),
        ["gitlab"] = static stream => new GitLabReport(stream),
        ["codeclimate"] = static stream => new CodeClimateReport(stream),
        ["rdjson"] = static stream => new RdjsonReport(stream),
        ["junit"] = static stream => new JUnitReport(stream),
        ["html"] = static stream => new HtmlReport(stream),
    };

    public static TheoryData<string, bool> Formats => [.. from format in s_formats.Keys from isOneLine in (bool[])[true, false] select (format, isOneLine)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Writing_takes_time_in_proportion(string format, bool isOneLine)
    {
        FileReport small = ReportOf(Small, isOneLine);
        FileReport large = ReportOf(Small * Growth.Factor, isOneLine);
        Growth.AssertLinear(format, () => Sample.Written(s_formats[format], small), () => Sample.Written(s_formats[format], large));
    }

    private static FileReport ReportOf(int findings, bool isOneLine)
    {
        const string Command = "sudo x";
        string end = isOneLine ? "; " : "\n";
        return Sample.Of(
            "Dockerfile",
            string.Concat(Enumerable.Repeat(Command + end, findings)),
            [.. Enumerable.Range(0, findings).Select(number => new Diagnostic(Sample.Sudo, Severity.Error, new TextSpan(number * (Command + end).Length, 4), "sudo", [], []))]);
    }
}
