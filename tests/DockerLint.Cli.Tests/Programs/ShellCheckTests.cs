using System.Text.Json;

namespace DockerLint.Cli.Tests;

/// <summary>An installed ShellCheck joins in; it is left out of the run where it is not installed.</summary>
public sealed class ShellCheckTests
{
    private const string Trait = "Category";
    private const string NeedsShellCheck = "ShellCheck";

    /// <summary>SC2086 is ours, SC2181 only ShellCheck's.</summary>
    private const string Text = "FROM debian:13\nRUN echo 'ä😀' \\\n  # why\n  && true; if [ $? -eq 0 ]; then ls; fi\n";

    private static readonly (string, string)[] s_path = [("PATH", Environment.GetEnvironmentVariable("PATH")!)];

    [Fact]
    [Trait(Trait, NeedsShellCheck)]
    public void It_adds_what_our_rules_lack_at_its_place_in_the_file()
    {
        Run run = Run.Here(Text, s_path, ["--shellcheck", "auto", "--format", "json", "-"]);
        JsonElement finding = Assert.Single(Findings(run), static finding => finding.GetProperty("code").GetString() == "SC2181");
        Assert.Equal(
            (4, 17, 4, 19),
            (Number(finding, "line"), Number(finding, "column"), Number(finding, "endLine"), Number(finding, "endColumn")));
        Assert.Equal("style", finding.GetProperty("level").GetString());
        Assert.Equal("https://www.shellcheck.net/wiki/SC2181", finding.GetProperty("url").GetString());
    }

    [Fact]
    [Trait(Trait, NeedsShellCheck)]
    public void It_says_nothing_that_our_rules_say()
    {
        Run with = Run.Here("FROM debian:13\nRUN x=$(y); echo $x\n", s_path, ["--shellcheck", "auto", "--format", "json", "-"]);
        Run without = Run.Here("FROM debian:13\nRUN x=$(y); echo $x\n", [], ["--format", "json", "-"]);
        Assert.Contains(Findings(with), static finding => finding.GetProperty("code").GetString() == "SC2086");
        Assert.Equal(without.Output, with.Output);
    }

    [Theory]
    [Trait(Trait, NeedsShellCheck)]
    [InlineData("--ignore", "SC2181")]
    [InlineData("--shellcheck", "off")]
    public void It_can_be_silenced(params string[] args)
    {
        Run run = Run.Here(Text, s_path, ["--shellcheck", "auto", "--format", "json", .. args, "-"]);
        Assert.DoesNotContain(Findings(run), static finding => finding.GetProperty("code").GetString() == "SC2181");
    }

    [Fact]
    public void A_path_that_is_no_program_is_a_wrong_call()
    {
        Run run = Run.Here(Text, [], ["--shellcheck", "no/such/program", "-"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("dockerlint: --shellcheck: no/such/program: no such program; give auto, off or a path\n", run.Error);
    }

    [Theory]
    [InlineData("exit 4", "exit code 4: ")]
    [InlineData("echo no; exit 1", "its answer is not that of ShellCheck")]
    [InlineData("echo {}", "its answer is not that of ShellCheck")]
    public void A_program_that_fails_is_told_and_the_other_files_are_linted(string script, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.With("shellcheck", $"#!/bin/sh\n{script}\n").With("Dockerfile", Text).With("Dockerfile.other", "FROM debian:latest\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.PathOf("shellcheck"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Run run = Run.Process(folder.Path, "--shellcheck", "./shellcheck", ".");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Contains("DL3007", run.Output, StringComparison.Ordinal);
    }

    private static JsonElement.ArrayEnumerator Findings(Run run) => run.Json.EnumerateArray();

    private static int Number(JsonElement finding, string name) => finding.GetProperty(name).GetInt32();
}
