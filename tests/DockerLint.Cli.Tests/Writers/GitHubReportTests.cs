using DockerLint.Cli.Output;

namespace DockerLint.Cli.Tests;

public sealed class GitHubReportTests
{
    [Fact]
    public void The_most_severe_come_first_and_are_escaped()
    {
        string[] lines = Sample.Written(stream => new GitHubReport(stream, null), Sample.Report with { File = new("a,b:c", "x") }).Split('\n');
        Assert.Equal(
            [
                "::error file=a%2Cb%3Ac,line=7,endLine=7,col=84,endColumn=88,title=DL3004 NoSudo::far to the right",
                "::error file=a%2Cb%3Ac,line=8,endLine=8,col=13,endColumn=13,title=DL3004 NoSudo::at the very end",
                "::warning file=a%2Cb%3Ac,line=1,endLine=1,col=13,endColumn=19,title=DL3007 NoLatestTag::'debian:latest' is another image tomorrow; name a version",
                "::warning file=a%2Cb%3Ac,line=6,endLine=6,col=10,endColumn=13,title=DL3007 NoLatestTag::after wide characters: 100%25,%0Awith a | bar",
                "::notice file=a%2Cb%3Ac,line=2,endLine=4,title=DL3007 NoLatestTag::three lines",
                "::notice file=a%2Cb%3Ac,line=5,endLine=5,col=9,endColumn=13,title=DL3007 NoLatestTag::after tabs, before an escape",
                "",
            ],
            lines);
    }

    [Fact]
    public void The_summary_of_the_step_gets_a_table()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("summary.md", "before\n");
        Sample.Written(stream => new GitHubReport(stream, folder.PathOf("summary.md")), Sample.Report);
        string summary = folder.Read("summary.md");
        Assert.StartsWith("before\n### dockerlint\n\n| level | rule | place | message |\n|---|---|---|---|\n| error | [DL3004](", summary, StringComparison.Ordinal);
        Assert.Contains("| web/Docker file:6:10 | after wide characters: 100%, with a \\| bar |\n", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_stays_below_the_size_at_which_GitHub_drops_it()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("summary.md", new string('x', 1 << 19));
        FileReport many = Sample.Of("a", Sample.Text, [.. Enumerable.Repeat(Sample.Report.Findings[3] with { Message = new string('名', 400) }, 1000)]);
        Sample.Written(stream => new GitHubReport(stream, folder.PathOf("summary.md")), many);
        Sample.Written(stream => new GitHubReport(stream, folder.PathOf("summary.md")), many);
        Assert.InRange(new FileInfo(folder.PathOf("summary.md")).Length, (1 << 20) - 3000, 1 << 20);
        Assert.Matches("… and [1-9][0-9]* more\n\n$", folder.Read("summary.md"));
    }

    [Fact]
    public void A_summary_that_cannot_be_written_costs_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string commands = Sample.Written(stream => new GitHubReport(stream, null), Sample.Report);
        Assert.Equal(commands, Sample.Written(stream => new GitHubReport(stream, folder.Path), Sample.Report));
        Assert.Equal(commands, Sample.Written(stream => new GitHubReport(stream, folder.PathOf("no/such/folder")), Sample.Report));
    }
}
