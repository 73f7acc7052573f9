namespace DockerLint.Cli.Tests;

public sealed class BaselineTests
{
    private static readonly string[] s_only = ["--profile", "none", "--select", "DL3006,DL3007", "-f", "json"];

    [Fact]
    public void What_is_known_is_not_reported_again_and_what_is_new_is()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM a:latest\n").With("web/Dockerfile", "FROM b\n");
        Run written = Run.Process(folder.Path, [.. s_only, "--write-baseline", "known.json"]);
        Assert.Equal((0, "[]\n", "dockerlint: known.json: written, with 2 findings\n"), (written.ExitCode, written.Output, written.Error));
        Assert.Equal((0, "[]\n", ""), Of(Run.Process(folder.Path, [.. s_only, "--baseline", "known.json"])));

        folder.With("Dockerfile", "# moved\n\nFROM a:latest\nFROM c\n");
        Run run = Run.Process(folder.Path, [.. s_only, "--baseline", "known.json"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal(["Dockerfile:4:6 DL3006"], run.Findings);
    }

    [Fact]
    public void A_finding_that_is_known_once_is_new_the_second_time()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM a:latest\nFROM a:latest\n");
        Run.Process(folder.Path, [.. s_only, "--write-baseline", "known.json"]);
        folder.With("Dockerfile", "FROM a:latest\nFROM a:latest\nFROM a:latest\n");
        Assert.Equal(["Dockerfile:3:8 DL3007"], Run.Process(folder.Path, [.. s_only, "--baseline", "known.json"]).Findings);
    }

    [Fact]
    public void The_file_reads_well_and_does_not_change_without_need()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("b.Dockerfile", "FROM b:latest\nFROM a\n").With("Dockerfile");
        Run.Process(folder.Path, [.. s_only, "--write-baseline", "known.json"]);
        string[] lines = folder.Read("known.json").Split('\n');
        Assert.Equal(["{", "  \"version\": 1,", "  \"findings\": ["], lines[..3]);
        Assert.StartsWith("    {\"file\":\"Dockerfile\",\"code\":\"DL3007\",\"fingerprint\":\"", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("    {\"file\":\"b.Dockerfile\",\"code\":\"DL3006\",\"fingerprint\":\"", lines[4], StringComparison.Ordinal);
        Assert.StartsWith("    {\"file\":\"b.Dockerfile\",\"code\":\"DL3007\",\"fingerprint\":\"", lines[5], StringComparison.Ordinal);
        Assert.Equal(["  ]", "}", ""], lines[6..]);

        folder.With("b.Dockerfile", "\n\nFROM b:latest\n\nFROM a\n");
        Run.Process(folder.Path, [.. s_only, "--write-baseline", "known.json", "./b.Dockerfile", folder.PathOf("Dockerfile")]);
        Assert.Equal(lines, folder.Read("known.json").Split('\n'));
    }

    [Fact]
    public void Paths_start_at_the_folder_of_the_baseline()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("web/Dockerfile").With("ci/x");
        Run.Process(folder.Path, [.. s_only, "--write-baseline", "ci/known.json"]);
        Assert.Contains("\"file\":\"../web/Dockerfile\"", folder.Read("ci/known.json"), StringComparison.Ordinal);
        Assert.Empty(Run.Process(folder.PathOf("web"), [.. s_only, "--baseline", "../ci/known.json", "Dockerfile"]).Findings);
        Assert.Empty(Run.Process(folder.PathOf("ci"), [.. s_only, "--baseline", "known.json", ".."]).Findings);
    }

    [Fact]
    public void Entries_without_a_finding_are_told()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM a:latest\nFROM b\n").With("c.Dockerfile").With("d.Dockerfile");
        Run.Process(folder.Path, [.. s_only, "--write-baseline", "known.json"]);
        folder.With("Dockerfile", "FROM a:1\nFROM b\n");
        File.Delete(folder.PathOf("c.Dockerfile"));
        Run run = Run.Process(folder.Path, [.. s_only, "--baseline", "known.json", "Dockerfile"]);
        Assert.Equal((0, "dockerlint: known.json: 2 entries without a finding; write it anew with --write-baseline\n"), (run.ExitCode, run.Error));
        Assert.Empty(Run.Process(folder.Path, [.. s_only, "--baseline", "known.json", "-q", "Dockerfile"]).Error);
        Assert.Empty(Run.Process(folder.PathOf("."), "--profile", "none", "--select", "DL3006", "--baseline", "known.json", "-q").Error);
    }

    [Fact]
    public void Of_rules_that_did_not_run_nothing_is_told()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM a:latest\n");
        Run.Process(folder.Path, [.. s_only, "--write-baseline", "known.json"]);
        Assert.Empty(Run.Process(folder.Path, "--profile", "none", "-f", "json", "--baseline", "known.json").Error);
    }

    [Theory]
    [InlineData("known.json: no such file or folder", null)]
    [InlineData("known.json: is no JSON from line 1 on", "")]
    [InlineData("known.json: is no JSON from line 2 on", "{\n  \"version\" 1")]
    [InlineData("known.json: is no baseline of this version; write one with --write-baseline", "[]")]
    [InlineData("known.json: is no baseline of this version; write one with --write-baseline", "{\"version\":2,\"findings\":[]}")]
    [InlineData("known.json: is no baseline of this version; write one with --write-baseline", "{\"version\":1,\"findings\":[{\"file\":\"a\"}]}")]
    [InlineData("known.json: is no baseline of this version; write one with --write-baseline", "{\"version\":1.5,\"findings\":{}}")]
    public void A_baseline_that_cannot_be_read_is_an_error(string error, string? text)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        if (text is not null)
            folder.With("known.json", text);
        Run run = Run.Process(folder.Path, [.. s_only, "--baseline", "known.json"]);
        Assert.Equal((2, "", $"dockerlint: {error}\n"), Of(run));
    }

    [Fact]
    public void A_baseline_of_half_the_files_is_not_written()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile").With("known.json", "as it was");
        Run run = Run.Process(folder.Path, [.. s_only, "--write-baseline", "known.json", "Dockerfile", "missing"]);
        Assert.Equal(
            (2, "dockerlint: missing: no such file or folder\ndockerlint: known.json: not written, since not everything could be read\n"), (run.ExitCode, run.Error));
        Assert.Equal("as it was", folder.Read("known.json"));
    }

    [Fact]
    public void A_baseline_that_cannot_be_written_is_an_error()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Assert.Equal((2, "dockerlint: no/known.json: no such file or folder\n"), Of(Run.Process(folder.Path, [.. s_only, "--write-baseline", "no/known.json"])) is var (code, _, error) ? (code, error) : default);
    }

    private static (int, string, string) Of(Run run) => (run.ExitCode, run.Output, run.Error);
}
