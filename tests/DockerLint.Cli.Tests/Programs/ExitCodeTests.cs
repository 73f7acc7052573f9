namespace DockerLint.Cli.Tests;

public sealed class ExitCodeTests
{
    private const string Latest = "FROM debian:latest\n";

    [Theory]
    [InlineData("FROM debian:13\n", 0)]
    [InlineData(Latest, 1)]
    [InlineData("FROM\n", 1)]
    [InlineData(Latest, 1, "--failure-threshold", "info")]
    [InlineData(Latest, 1, "-t", "warning")]
    [InlineData(Latest, 0, "-t", "error")]
    [InlineData(Latest, 0, "-t", "none")]
    [InlineData(Latest, 0, "--no-fail")]
    [InlineData(Latest, 0, "--info", "DL3007", "-t", "warning")]
    [InlineData(Latest, 1, "--error", "NoLatestTag", "-t", "error")]
    [InlineData(Latest, 0, "--ignore", "dl3007")]
    [InlineData("FROM\n", 0, "-t", "none")]
    public void What_fails_is_what_reaches_the_threshold(string text, int exitCode, params string[] args)
    {
        Run run = Run.Here(text, [], ["--profile", "none", "--select", "DL3007", .. args, "-"]);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory]
    [InlineData("unknown option '--fromat'; did you mean '--format'?", "--fromat", "json")]
    [InlineData("unknown option '--fromat'; did you mean '--format'?", "--fromat=json")]
    [InlineData("unknown option '--frobnicate'; see --help", "--frobnicate")]
    [InlineData("no/such.yaml: no such file or folder", "--config", "no/such.yaml")]
    [InlineData("--format: 'jsn' is not known; did you mean 'json'?", "-f", "jsn")]
    [InlineData("--profile: 'strict' is not known; use one of recommended, hadolint, buildkit, all, none", "--profile", "strict")]
    [InlineData("--failure-threshold: 'eror' is not known; did you mean 'error'?", "-t", "eror")]
    [InlineData("--color: 'sometimes' is not known; use one of auto, always, never", "--color", "sometimes")]
    [InlineData("--jobs: '0' is not a number from 1 on", "--jobs", "0")]
    [InlineData("--ignore: unknown rule 'DL307'; did you mean 'DL3007'?", "--ignore", "DL307")]
    [InlineData("--select: unknown rule 'nolatestag'; did you mean 'NoLatestTag'?", "--select", "DL3007,nolatestag")]
    [InlineData("--error: unknown rule 'unheard-of'; see 'dockerlint rules'", "--error", "unheard-of")]
    [InlineData("--output: 2 files for 1 format; give each its --format", "-f", "json", "-o", "a", "-o", "b")]
    [InlineData("--build-arg: '=x' has no name; write NAME=VALUE", "--build-arg", "=x")]
    [InlineData("no/such/context: no such folder", "--context", "no/such/context")]
    public void A_wrong_call_is_an_error_that_says_what_was_meant(string error, params string[] args)
    {
        Run run = Run.Here("", [], [.. args, "-"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"dockerlint: {error}\n", run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("lint", "--what")]
    [InlineData("parse", "--what")]
    [InlineData("rules", "--what")]
    [InlineData("explain", "--what", "DL3007")]
    [InlineData("explain")]
    [InlineData("explain", "DL3007", "DL1000")]
    [InlineData("explain", "DL3070")]
    [InlineData("rules", "more")]
    [InlineData("--format")]
    public void A_wrong_call_of_any_command_is_one_line_on_standard_error(params string[] args)
    {
        Run run = Run.Here(args);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("dockerlint: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(unit => unit == '\n'));
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_missing_file_is_told_and_the_rest_is_done()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run run = Run.Process(folder.Path, "-f", "json", "missing", "Dockerfile", "--no-fail");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("dockerlint: missing: no such file or folder\n", run.Error);
        Assert.Contains("Dockerfile:1:13 DL3007", run.Findings);
    }

    [Fact]
    public void An_unreadable_file_is_told_and_the_rest_is_done()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("a.Dockerfile").With("Dockerfile");
        File.SetUnixFileMode(folder.PathOf("a.Dockerfile"), UnixFileMode.None);
        Run run = Run.Process(folder.Path, "-f", "json");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("dockerlint: a.Dockerfile: permission denied\n", run.Error);
        Assert.Contains("Dockerfile:1:13 DL3007", run.Findings);
    }

    [Fact]
    public void An_interrupt_ends_the_program_with_130()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var process = System.Diagnostics.Process.Start(Run.Start(Path.GetTempPath(), [], ["-V", "--stdin-filename", "x", "-"]))!;
        // It says what is in force before it reads its input; by then it listens to signals.
        Assert.NotNull(process.StandardError.ReadLine());
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]))
            kill.WaitForExit();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_crash()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", string.Concat(Enumerable.Repeat("FROM debian:latest\n", 20_000)));
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "sh", ["-c", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "dockerlint.dll")}' -f json Dockerfile | head -n 1"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        Assert.Empty(error);
    }
}
