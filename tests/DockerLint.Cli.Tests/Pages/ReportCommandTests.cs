using System.Xml.Linq;

namespace DockerLint.Cli.Tests.Pages;

public sealed class ReportCommandTests
{
    [Fact]
    public void A_report_is_a_page_and_its_findings_make_nothing_fail()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run run = Run.Process(folder.Path, "report", "--no-config", "-o", "page.html");

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains(Page.Parse(folder.Read("page.html")).All("article", "finding"), static finding => finding.Value.Contains("DL3007", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_shows_what_fixes_have_left()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM a:1 as x\nFROM x\nMAINTAINER m\nUSER 1\n");
        Run run = Run.Process(folder.Path, "report", "--no-config", "--fix");

        Assert.Equal(0, run.ExitCode);
        XElement page = Page.Parse(run.Output);
        Assert.Equal(["image", "stage", "target"], page.Descendants("g").Select(static node => ((string)node.Attribute("class")!).Split(' ')[1]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("MAINTAINER", page.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", "--format", "htm")]
    [InlineData("report", "-o", "a", "-o", "b")]
    public void A_call_that_makes_no_sense_is_refused(params string[] args) => Assert.Equal(2, Run.Here(args).ExitCode);

    [Fact]
    public void Another_format_is_written_where_it_is_asked_for() =>
        Assert.StartsWith("[", Run.Here("FROM a:latest\n", [], "report", "--no-config", "--format", "json", "-").Output, StringComparison.Ordinal);
}
