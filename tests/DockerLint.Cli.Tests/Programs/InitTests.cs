namespace DockerLint.Cli.Tests;

public sealed class InitTests
{
    [Fact]
    public void A_new_configuration_says_nothing_yet()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run run = Run.Process(folder.Path, "init");
        Assert.Equal((0, "", "dockerlint: .dockerlint.yaml: written\n"), (run.ExitCode, run.Output, run.Error));
        Assert.All(folder.Read(".dockerlint.yaml").Split('\n'), line => Assert.True(line.Length == 0 || line[0] == '#'));
        Run lint = Run.Process(folder.Path, "-f", "json");
        Assert.Equal(("", "Dockerfile:1:13 DL3007"), (lint.Error, Assert.Single(lint.Findings)));
    }

    [Fact]
    public void Its_examples_are_right()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run.Process(folder.Path, "init");
        // Each example starts with a key; what is in front of it is prose.
        string[] lines = folder.Read(".dockerlint.yaml").Split('\n');
        IEnumerable<string> examples = lines.Where(static line => line.StartsWith("#   ", StringComparison.Ordinal)
            || (line.StartsWith("# ", StringComparison.Ordinal) && line.Split(' ')[1] is [>= 'a' and <= 'z', .., ':']))
            .Select(static line => line[2..]);
        folder.With(".dockerlint.yaml", string.Join('\n', examples) + "\n");
        Run lint = Run.Process(folder.Path, "-f", "json", "-t", "none");
        Assert.Equal((0, ""), (lint.ExitCode, lint.Error));
        Assert.Contains(lint.Json.EnumerateArray(), static finding => finding.GetProperty("code").GetString() == "DL3007" && finding.GetProperty("level").GetString() == "error");
        Assert.Equal(11, examples.Count(static line => line[0] != ' '));
    }

    [Fact]
    public void What_is_there_is_not_written_over()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(".dockerlint.yml", "profile: all\n");
        Run run = Run.Process(folder.Path, "init");
        Assert.Equal((2, "dockerlint: .dockerlint.yml: there already; edit it, or remove it first\n"), (run.ExitCode, run.Error));
        Assert.Equal([".dockerlint.yml"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void The_settings_of_hadolint_are_taken_over()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM quay.io/a/b:latest\nRUN cd x\n").With(
            ".hadolint.yaml",
            "ignored: [DL3007, DL3005]\noverride: {error: [DL3003]}\ntrustedRegistries: ['*.example.com']\nlabel-schema: {maintainer: email}\n"
                + "failure-threshold: error\nformat: json\nno-fail: true\n");
        Run before = Run.Process(folder.Path, "-f", "json");
        Run run = Run.Process(folder.Path, "init");
        Assert.Equal((0, "dockerlint: .dockerlint.yaml: written, with the settings of .hadolint.yaml, which can go\n"), (run.ExitCode, run.Error));
        File.Delete(folder.PathOf(".hadolint.yaml"));
        Run after = Run.Process(folder.Path, "-f", "json");
        Assert.Equal((before.Output, ""), (after.Output, after.Error));
        Assert.Equal((0, 1), (before.ExitCode, after.ExitCode));
        string text = folder.Read(".dockerlint.yaml");
        Assert.Contains("\n# It had what only the command line says here: --format json --no-fail\n", text, StringComparison.Ordinal);
        Assert.Contains("\n# It named rules that are not known here: DL3005\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_of_hadolint_is_not_taken_over()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(".hadolint.yaml", "ignored: {}\n");
        Run run = Run.Process(folder.Path, "init");
        Assert.Equal((2, "dockerlint: .hadolint.yaml:1:10: a map where a list is wanted\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(folder.PathOf(".dockerlint.yaml")));
    }
}
