using DockerLint.Cli.Selection;

namespace DockerLint.Cli.Tests;

public sealed class SinceTests
{
    private static readonly string[] s_only = ["--profile", "none", "--select", "DL3007,DK1012,SC2006", "-f", "json"];

    [Fact]
    public void Only_findings_on_changed_lines_are_reported()
    {
        using TemporaryFolder folder = Repository("FROM a:latest\nRUN x\nFROM b:latest\n");
        folder.With("Dockerfile", "FROM a:latest\nRUN y\nFROM c:latest\nFROM b:latest\nFROM d:latest\n");
        Run run = Run.Process(folder.Path, [.. s_only, "--since", "HEAD"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal(["Dockerfile:3:8 DL3007", "Dockerfile:5:8 DL3007"], run.Findings);
    }

    [Fact]
    public void Where_nothing_changed_nothing_is_reported()
    {
        using TemporaryFolder folder = Repository("FROM a:latest\n");
        Assert.Equal((0, "[]\n"), Of(Run.Process(folder.Path, [.. s_only, "--since", "HEAD"])));
        folder.With("Dockerfile", "FROM a:latest\nRUN x\n");
        Assert.Equal((0, "[]\n"), Of(Run.Process(folder.Path, [.. s_only, "--since", "HEAD"])));

        static (int, string) Of(Run run) => (run.ExitCode, run.Output);
    }

    [Fact]
    public void Changes_that_are_committed_or_staged_count()
    {
        using TemporaryFolder folder = Repository("FROM a:latest\n");
        folder.With("Dockerfile", "FROM a:latest\nFROM b:latest\n");
        Run.Git(folder.Path, "commit", "-qam", "two");
        folder.With("Dockerfile", "FROM a:latest\nFROM b:latest\nFROM c:latest\n");
        Run.Git(folder.Path, "add", ".");
        Assert.Equal(["Dockerfile:2:8 DL3007", "Dockerfile:3:8 DL3007"], Run.Process(folder.Path, [.. s_only, "--since", "HEAD~1"]).Findings);
        Assert.Equal(["Dockerfile:3:8 DL3007"], Run.Process(folder.Path, [.. s_only, "--since", "HEAD"]).Findings);
    }

    [Fact]
    public void New_files_count_as_a_whole_and_renamed_ones_do_not()
    {
        using TemporaryFolder folder = Repository("FROM a:latest\nRUN some command that is long enough to be known again\nRUN another one of them\n");
        folder.With("new.Dockerfile").With("staged.Dockerfile");
        Run.Git(folder.Path, "add", "staged.Dockerfile");
        Run.Git(folder.Path, "mv", "Dockerfile", "moved.Dockerfile");
        File.AppendAllText(folder.PathOf("moved.Dockerfile"), "FROM b:latest\n");
        Assert.Equal(
            ["moved.Dockerfile:4:8 DL3007", "new.Dockerfile:1:13 DL3007", "staged.Dockerfile:1:13 DL3007"],
            Run.Process(folder.Path, [.. s_only, "--since", "HEAD"]).Findings);
    }

    [Fact]
    public void A_finding_over_several_lines_counts_where_one_of_them_changed()
    {
        using TemporaryFolder folder = Repository("FROM a:1\nENV TOKEN=1 \\\n  A=2\nRUN echo `a \\\n b`\n");
        folder.With("Dockerfile", "FROM a:1\nENV TOKEN=1 \\\n  A=3\nRUN echo `a \\\n c`\n");
        Assert.Equal(["Dockerfile:4:10 SC2006"], Run.Process(folder.Path, [.. s_only, "--since", "HEAD"]).Findings);
    }

    [Fact]
    public void Paths_are_understood_from_any_folder()
    {
        using TemporaryFolder folder = Repository("FROM a:1\n").With("sub/é \t名.Dockerfile", "FROM a:latest\n");
        Run.Git(folder.Path, "add", ".");
        Run.Git(folder.Path, "commit", "-qm", "more");
        File.AppendAllText(folder.PathOf("sub/é \t名.Dockerfile"), "FROM b:latest\n");
        Assert.Equal(["é \t名.Dockerfile:2:8 DL3007"], Run.Process(folder.PathOf("sub"), [.. s_only, "--since", "HEAD"]).Findings);
        Assert.Equal(["../sub/é \t名.Dockerfile:2:8 DL3007"], Run.Process(folder.PathOf("sub"), [.. s_only, "--since", "HEAD", "../sub/é \t名.Dockerfile"]).Findings);
    }

    [Theory]
    [InlineData("no-such-branch")]
    [InlineData("--output=x")]
    [InlineData("HEAD:Dockerfile")]
    public void An_unknown_revision_is_an_error(string revision)
    {
        using TemporaryFolder folder = Repository("FROM a:latest\n");
        Run run = Run.Process(folder.Path, [.. s_only, $"--since={revision}"]);
        Assert.Equal((2, "", $"dockerlint: --since: '{revision}' is no revision of this repository\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void A_folder_that_is_in_no_repository_is_an_error()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run run = Run.Process(folder.Path, null, [("GIT_CEILING_DIRECTORIES", Path.GetDirectoryName(folder.Path)!)], [.. s_only, "--since", "HEAD"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("dockerlint: --since: not a git repository", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_system_without_git_is_told()
    {
        if (OperatingSystem.IsWindows())
            return;
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        System.Diagnostics.ProcessStartInfo start = Run.Start(folder.Path, [("PATH", folder.Path)], [.. s_only, "--since", "HEAD"]);
        start.FileName = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : Dotnet();
        using var process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("dockerlint: --since: git cannot be started: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_changed_lines_are_fixed_and_they_are_found_again_afterwards()
    {
        using TemporaryFolder folder = Repository("# dockerlint ignore=DL3006\nFROM a:1\nRUN echo `x`\nRUN y\n");
        folder.With("Dockerfile", "# dockerlint ignore=DL3006 why\nFROM a:1\nRUN echo `x`\nRUN y\nRUN echo `y`\nFROM b:latest\n");
        Run run = Run.Process(folder.Path, [.. s_only, "--select", "DK1031,DL3006", "--since", "HEAD", "--fix"]);
        Assert.Equal("FROM a:1\nRUN echo `x`\nRUN y\nRUN echo $(y)\nFROM b:latest\n", folder.Read("Dockerfile"));
        Assert.Equal(["Dockerfile:5:8 DL3007"], run.Findings);
    }

    [Theory]
    [InlineData("+++ b/a\n@@ -1 +2 @@\n-x\n+y\n", 2)]
    [InlineData("+++ b/a\n@@ -1,2 +1,2 @@ section\n-x\n-++ b/c\n+@@ -9 +9 @@\n+++ b/d\n@@ -7,0 +8,2 @@\n+x\n+y\n", 1, 2, 8, 9)]
    [InlineData("+++ b/a\n@@ -3,2 +2,0 @@\n-x\n-y\n")]
    [InlineData("+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n", 1)]
    [InlineData("+++ b/a\t\n@@ -1 +1 @@\n-x\n+y\n", 1)]
    [InlineData("+++ \"b/a\"\n@@ -1 +1 @@\n-x\n+y\n", 1)]
    [InlineData("+++ \"b/a\"\t\n@@ -1 +1 @@\n-x\n+y\n", 1)]
    [InlineData("+++ \"b/\\141\"\n@@ -1 +1 @@\n-x\n+y\n", 1)]
    public void A_diff_names_its_changed_lines(string diff, params int[] lines)
    {
        var text = new Syntax.Text.SourceText(string.Concat(Enumerable.Repeat("x\n", 12)));
        ChangedLines changed = GitDiff.Parse(diff)["a"];
        Assert.Equal(lines, Enumerable.Range(1, 12).Where(line => changed.Meet(text, text.Lines.SpanOf(line))));
    }

    [Fact]
    public void A_file_that_is_gone_is_not_there() => Assert.Empty(GitDiff.Parse("--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"));

    private static string Dotnet() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    private static TemporaryFolder Repository(string text)
    {
        TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", text);
        Run.Git(folder.Path, "init", "-q");
        Run.Git(folder.Path, "add", ".");
        Run.Git(folder.Path, "commit", "-qm", "one");
        return folder;
    }
}
