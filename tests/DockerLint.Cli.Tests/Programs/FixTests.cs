using System.Text;

namespace DockerLint.Cli.Tests;

public sealed class FixTests
{
    private const string Old = "FROM debian:13\nRUN echo `date`\n";
    private const string New = "FROM debian:13\nRUN echo $(date)\n";

    private static readonly string[] s_only = ["--profile", "none", "--select", "SC2006,DL3007"];

    [Fact]
    public void Files_are_fixed_and_the_rest_is_reported()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM debian:latest\nRUN echo `date`\n").With("b.Dockerfile", New);
        Run run = Run.Process(folder.Path, [.. s_only, "--fix"]);
        Assert.Equal((1, "1 warning in 2 files (1 finding fixed)\n"), (run.ExitCode, run.Error));
        Assert.StartsWith("Dockerfile:1:13 warning DL3007", run.Output, StringComparison.Ordinal);
        Assert.Equal("FROM debian:latest\nRUN echo $(date)\n", folder.Read("Dockerfile"));
        Assert.Equal(["Dockerfile", "b.Dockerfile"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Where_all_is_fixed_nothing_fails()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", Old);
        Run run = Run.Process(folder.Path, [.. s_only, "--fix", "-t", "style"]);
        Assert.Equal((0, "", "No problems in 1 file (1 finding fixed)\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal((0, "", "No problems in 1 file\n"), Of(Run.Process(folder.Path, [.. s_only, "--fix", "-t", "style"])));

        static (int, string, string) Of(Run run) => (run.ExitCode, run.Output, run.Error);
    }

    [Fact]
    public void Without_the_option_the_summary_says_what_could_be_fixed()
    {
        Assert.Equal("1 style in 1 file (1 fixable with --fix)\n", Run.Here(Old, [], [.. s_only, "-"]).Error);
        Assert.Equal(
            "1 style in 1 file (1 fixable with --unsafe-fixes)\n",
            Run.Here("# dockerlint ignore=DL307\nFROM debian:13\n", [], ["--profile", "none", "--select", "DK1031", "-"]).Error);
    }

    [Fact]
    public void Unsafe_fixes_are_applied_on_demand_only()
    {
        const string Text = "# dockerlint ignore=DL307\nFROM debian:latest\n";
        string[] only = ["--profile", "none", "--select", "DK1031,DL3007", "-q"];
        Assert.Equal(Text, Run.Here(Text, [], [.. only, "--fix", "-"]).Output);
        Assert.Equal("# dockerlint ignore=DL3007\nFROM debian:latest\n", Run.Here(Text, [], [.. only, "--unsafe-fixes", "-"]).Output);
    }

    [Fact]
    public void Standard_input_comes_out_fixed_and_findings_go_to_standard_error()
    {
        Run run = Run.Here("FROM debian:latest\nRUN echo `date`\n", [], [.. s_only, "--fix", "-f", "gnu", "-"]);
        Assert.Equal((1, "FROM debian:latest\nRUN echo $(date)\n"), (run.ExitCode, run.Output));
        Assert.StartsWith("-:1:13: warning: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FROM debian:13\n")]
    [InlineData("FROM debian:13\r\nRUMN `x`\r\n")]
    [InlineData("")]
    public void Standard_input_without_anything_to_fix_comes_out_as_it_is(string text) =>
        Assert.Equal(text, Run.Here(text, [], [.. s_only, "--fix", "-q", "-"]).Output);

    public static TheoryData<string, bool> Encodings => new() { { "utf-8", false }, { "utf-8", true }, { "utf-16", true }, { "utf-16BE", true } };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encoding_byte_order_mark_and_line_ends_stay(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] mark = hasMark ? encoding.GetPreamble() : [];
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        File.WriteAllBytes(folder.PathOf("Dockerfile"), [.. mark, .. encoding.GetBytes("FROM debian:13\r\n# é名😀\r\nRUN echo `date`")]);
        Run run = Run.Process(folder.Path, [.. s_only, "--fix", "-q"]);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal([.. mark, .. encoding.GetBytes("FROM debian:13\r\n# é名😀\r\nRUN echo $(date)")], File.ReadAllBytes(folder.PathOf("Dockerfile")));
    }

    [Theory]
    [InlineData("--fix")]
    [InlineData("--diff")]
    public void A_file_that_is_not_text_throughout_is_left_as_it_was(string option)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes("FROM debian:13\n# "), 0xE9, .. Encoding.ASCII.GetBytes("\nRUN echo `date`\n")];
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        File.WriteAllBytes(folder.PathOf("Dockerfile"), bytes);
        Run run = Run.Process(folder.Path, [.. s_only, option, "-q", "-t", "none"]);
        Assert.Equal((2, "dockerlint: Dockerfile: left as it was: it is not text throughout, which writing it would change\n"), (run.ExitCode, run.Error));
        Assert.Equal(bytes, File.ReadAllBytes(folder.PathOf("Dockerfile")));
    }

    [Fact]
    public void Mode_and_link_stay()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("real/file", Old);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        File.SetUnixFileMode(folder.PathOf("real/file"), Mode);
        File.CreateSymbolicLink(folder.PathOf("Dockerfile"), "real/file");
        Assert.Equal(0, Run.Process(folder.Path, [.. s_only, "--fix"]).ExitCode);
        Assert.Equal("real/file", new FileInfo(folder.PathOf("Dockerfile")).LinkTarget);
        Assert.Equal((New, Mode), (folder.Read("real/file"), File.GetUnixFileMode(folder.PathOf("real/file"))));
    }

    [Fact]
    public void A_read_only_file_is_left_as_it_was_and_its_findings_are_reported()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", Old);
        File.SetUnixFileMode(folder.PathOf("Dockerfile"), UnixFileMode.UserRead);
        Run run = Run.Process(folder.Path, [.. s_only, "--fix", "-f", "gnu"]);
        Assert.Equal((2, "dockerlint: Dockerfile: left as it was: is read-only\n"), (run.ExitCode, run.Error));
        Assert.StartsWith("Dockerfile:2:10: note: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(Old, folder.Read("Dockerfile"));
    }

    /// <summary>A limit on the size of files stands for a disk that is full in the middle of the file.</summary>
    [Fact]
    public void A_write_that_fails_leaves_the_file_as_it_was()
    {
        if (!OperatingSystem.IsLinux())
            return;
        string text = Old + string.Concat(Enumerable.Repeat("# a comment that takes room\n", 20_000));
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", text);
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "sh", ["-c", $"ulimit -f 64; dotnet '{Path.Combine(AppContext.BaseDirectory, "dockerlint.dll")}' --profile none --select SC2006 --fix Dockerfile 2>&1"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        })!;
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.NotEqual(0, shell.ExitCode);
        Assert.Equal(text, folder.Read("Dockerfile"));
        Assert.DoesNotContain("fixed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diff_is_shown_and_nothing_is_written()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", Old).With("b.Dockerfile", "FROM debian:latest\n");
        Run run = Run.Process(folder.Path, [.. s_only, "--diff"]);
        Assert.Equal((1, "Would fix 1 finding in 1 file\n"), (run.ExitCode, run.Error));
        Assert.Equal("--- Dockerfile\n+++ Dockerfile\n@@ -1,2 +1,2 @@\n FROM debian:13\n-RUN echo `date`\n+RUN echo $(date)\n", run.Output);
        Assert.Equal(Old, folder.Read("Dockerfile"));
    }

    [Theory]
    [InlineData(0, "FROM debian:latest\n", "--diff")]
    [InlineData(1, Old, "--diff")]
    [InlineData(1, Old, "--diff", "--fix")]
    [InlineData(0, Old, "--diff", "--no-fail")]
    [InlineData(0, Old, "--diff", "-t", "none")]
    [InlineData(1, "# dockerlint ignore=DL307\nFROM debian:13\n", "--diff", "--unsafe-fixes", "--select", "DK1031")]
    [InlineData(0, "# dockerlint ignore=DL307\nFROM debian:13\n", "--diff", "--select", "DK1031")]
    public void A_diff_fails_where_it_shows_something(int exitCode, string text, params string[] args)
    {
        Run run = Run.Here(text, [], [.. s_only, .. args, "-"]);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(args is [.., "--diff"] && exitCode == 1, run.Output.Length > 0 && args.Length == 1);
    }

    [Fact]
    public void A_diff_is_one_that_patch_applies()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("a/Dockerfile", Old.Replace("\n", "\r\n", StringComparison.Ordinal) + "RUN echo `hostname`");
        File.WriteAllText(folder.PathOf("x.patch"), Run.Process(folder.Path, [.. s_only, "--diff"]).Output);
        Run.Git(folder.Path, "apply", "-p0", "x.patch");
        Assert.Equal(New.Replace("\n", "\r\n", StringComparison.Ordinal) + "RUN echo $(hostname)", folder.Read("a/Dockerfile"));
    }

    [Fact]
    public void With_a_diff_reports_still_go_to_files()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", Old);
        Run run = Run.Process(folder.Path, [.. s_only, "--diff", "-f", "json", "-o", "x.json"]);
        Assert.StartsWith("--- Dockerfile\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"SC2006\"", folder.Read("x.json"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "ShellCheck")]
    public void What_ShellCheck_says_stands_where_it_is_after_the_fix()
    {
        (string, string)[] path = [("PATH", Environment.GetEnvironmentVariable("PATH")!)];
        Run run = Run.Here("FROM debian:13\nRUN echo `date`; if [ $? -eq 0 ]; then ls; fi\n", path, [.. s_only, "--select", "SC2181", "--shellcheck", "auto", "--fix", "-f", "gnu", "-"]);
        Assert.Equal("FROM debian:13\nRUN echo $(date); if [ $? -eq 0 ]; then ls; fi\n", run.Output);
        Assert.StartsWith("-:2:24: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_reported_is_fixed()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", Old);
        Run.Process(folder.Path, [.. s_only, "--write-baseline", "known.json"]);
        folder.With("Dockerfile", Old + "RUN echo `hostname`\n");
        Run run = Run.Process(folder.Path, [.. s_only, "--baseline", "known.json", "--fix"]);
        Assert.Equal((0, "", "No problems in 1 file (1 finding fixed)\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(Old + "RUN echo $(hostname)\n", folder.Read("Dockerfile"));
    }
}
