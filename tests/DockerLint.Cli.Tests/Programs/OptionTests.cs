namespace DockerLint.Cli.Tests;

public sealed class OptionTests
{
    private static readonly string[] s_only = ["--profile", "none", "--select", "DL3007"];

    [Fact]
    public void The_version_is_one_line()
    {
        Assert.Matches(@"^dockerlint \d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?\n$", Run.Here("--version").Output);
        Assert.Equal(Run.Here("--version").Output, Run.Here("-v").Output);
    }

    [Theory]
    [InlineData("dockerlint [<PATH>...] [command] [options]", "--help")]
    [InlineData("dockerlint lint [<PATH>...] [options]", "lint", "-h")]
    [InlineData("dockerlint parse [<PATH>...] [options]", "parse", "--help")]
    [InlineData("dockerlint explain <RULE>", "explain", "--help")]
    [InlineData("dockerlint rules [options]", "rules", "--help")]
    [InlineData("dockerlint init [options]", "init", "--help")]
    public void Help_goes_to_standard_output(string usage, params string[] args)
    {
        Run run = Run.Here(args);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(usage, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_names_every_command()
    {
        string help = Run.Here("--help").Output;
        Assert.All((string[])["  lint ", "  parse ", "  explain ", "  rules ", "  init "], command => Assert.Contains(command, help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lint", "-")]
    [InlineData("-")]
    [InlineData("-", "--quiet")]
    [InlineData("-q", "--", "-")]
    public void Lint_is_the_command_where_none_is_named(params string[] args)
    {
        Run run = Run.Here("FROM debian:latest\n", [], [.. args[..1], "--format=json", .. s_only, .. args[1..]]);
        Assert.Equal(["-:1:13 DL3007"], run.Findings);
    }

    [Fact]
    public void A_file_with_the_name_of_a_command_or_an_option_is_still_a_file()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("lint").With("--fromat");
        Assert.Equal(["--fromat:1:13 DL3007", "./lint:1:13 DL3007"], Run.Process(folder.Path, ["-f", "json", .. s_only, "--", "./lint", "--fromat"]).Findings);
    }

    [Fact]
    public void An_option_may_take_a_value_that_starts_with_a_dash()
    {
        Run run = Run.Here("ARG A\nFROM debian:$A\n", [], ["-f", "json", .. s_only, "--build-arg", "A=latest", "--build-arg", "-b", "-"]);
        Assert.Equal(["-:2:13 DL3007"], run.Findings);
    }

    [Theory]
    [InlineData(true, "--quiet=true")]
    [InlineData(true, "-q=1")]
    [InlineData(true, "--quiet=false", "--quiet=T")]
    [InlineData(false, "--quiet=false")]
    [InlineData(false, "-q=0")]
    [InlineData(false, "-q", "--quiet=F")]
    public void A_flag_may_say_whether_it_holds(bool isQuiet, params string[] args) =>
        Assert.Equal(isQuiet ? "" : "No problems in 1 file\n", Run.Here("FROM debian:13\n", [], [.. s_only, .. args, "-"]).Error);

    [Theory]
    [InlineData("--quiet: 'other' is neither true nor false", "--quiet=other")]
    [InlineData("--quiet: '' is neither true nor false", "-q=")]
    [InlineData("--config: there is nothing behind the '='", "--config=")]
    public void An_option_with_a_value_that_it_cannot_have_is_named(string reason, string option)
    {
        Run run = Run.Here("FROM debian:13\n", [], option, "-");
        Assert.Equal((2, "", $"dockerlint: {reason}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData("DL3026", "--trusted-registry", "example.com,quay.io")]
    [InlineData("", "--trusted-registry", "docker.io")]
    [InlineData("", "--trusted-registry", "example.com", "--allowed-image", "debian")]
    [InlineData("DL3049", "--require-label", "maintainer:email")]
    public void A_policy_is_given_by_options(string code, params string[] args)
    {
        Run run = Run.Here("FROM debian:13\n", [], ["-f", "json", "--profile", "none", "--select", "DL3026,DL3049", .. args, "-"]);
        Assert.Equal(code, string.Join(' ', run.Findings.Select(finding => finding.Split(' ')[1])));
    }

    [Theory]
    [InlineData("--require-label", "maintainer")]
    [InlineData("--require-label", "maintainer:mail")]
    [InlineData("--allowed-image", "[")]
    public void A_policy_that_makes_no_sense_is_refused(params string[] args) =>
        Assert.Equal(2, Run.Here("FROM debian:13\n", [], [.. args, "-"]).ExitCode);

    [Fact]
    public void A_build_argument_without_a_value_takes_it_from_the_environment()
    {
        Run run = Run.Here("ARG A\nFROM debian:$A\n", [("A", "latest")], ["-f", "json", .. s_only, "--build-arg", "A", "-"]);
        Assert.Equal(["-:2:13 DL3007"], run.Findings);
    }

    [Theory]
    [InlineData("# dockerlint ignore=DL3007\nFROM debian:latest\n", 0)]
    [InlineData("# dockerlint ignore=DL3007\nFROM debian:latest\n", 1, "--no-inline-ignores")]
    [InlineData("# hadolint ignore=DL3007\nFROM debian:latest\n", 1, "--disable-ignore-pragma")]
    public void Comments_suppress_findings_unless_told_otherwise(string text, int findings, params string[] args) =>
        Assert.Equal(findings, Run.Here(text, [], ["-f", "json", .. s_only, .. args, "-"]).Findings.Length);

    [Fact]
    public void Findings_go_to_standard_output_and_the_summary_to_standard_error()
    {
        Run run = Run.Here("FROM debian:latest\nRUNN x\n", [], [.. s_only, "-"]);
        Assert.Equal("1 error, 1 warning in 1 file\n", run.Error);
        Assert.Equal(2, run.Output.Split("\n\n").Length);
        Assert.Equal(("", "No problems in 1 file\n"), Of(Run.Here("FROM debian:13\n", [], [.. s_only, "-"])));
        Assert.Equal(("", ""), Of(Run.Here("FROM debian:13\n", [], [.. s_only, "-q", "-"])));

        static (string, string) Of(Run run) => (run.Output, run.Error);
    }

    [Fact]
    public void Statistics_count_the_findings_of_each_rule()
    {
        Run run = Run.Here("FROM debian:latest\nFROM a:latest\nRUNN x\n", [], [.. s_only, "--statistics", "-q", "-"]);
        Assert.Equal("2  DL3007  NoLatestTag\n1  DL1000  SyntaxError\n", run.Error);
    }

    [Theory]
    [InlineData(true, "--color", "always")]
    [InlineData(false, "--color", "never")]
    [InlineData(false, "--color", "auto")]
    [InlineData(false, "--color", "always", "--no-color")]
    [InlineData(false)]
    public void Colours_are_for_terminals(bool isColoured, params string[] args)
    {
        Run run = Run.Here("FROM debian:latest\n", [("NO_COLOR", "1")], [.. s_only, .. args, "-"]);
        Assert.Equal(isColoured, run.Output.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void In_GitHub_Actions_findings_are_annotations()
    {
        Run run = Run.Here("FROM debian:latest\n", [("GITHUB_ACTIONS", "true")], [.. s_only, "-"]);
        Assert.StartsWith("::warning file=-,line=1,endLine=1,col=13,endColumn=19,title=DL3007 NoLatestTag::", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void Verbose_says_what_was_linted() =>
        Assert.EndsWith("\ndockerlint: -: 1 finding\n", Run.Here("FROM debian:latest\n", [], [.. s_only, "-V", "-q", "-"]).Error, StringComparison.Ordinal);
}
