using YamlDotNet.RepresentationModel;

namespace DockerLint.Cli.Tests;

/// <summary>The steps of <c>action.yml</c>, run with the environment that GitHub gives them.</summary>
public sealed class GitHubActionTests
{
    private static readonly YamlNode s_action = Repository.Yaml("action.yml");

    private static YamlNode[] Steps => [.. (YamlSequenceNode)s_action["runs"]["steps"]];

    private static Dictionary<string, string> Defaults => s_action["inputs"].Entries().ToDictionary(
        input => input.Key, input => input.Value["default"].Text());

    [Fact]
    public void No_input_is_part_of_a_script_and_each_is_handed_on()
    {
        YamlNode[] scripts = [.. Steps.Where(step => step.Entries().Any(entry => entry.Key == "run"))];
        Assert.Equal(2, scripts.Length);
        Assert.All(scripts, step => Assert.DoesNotContain("${{", step["run"].Text(), StringComparison.Ordinal));
        IEnumerable<string> handed = scripts.SelectMany(step => step["env"].Entries()).Where(entry => entry.Key.StartsWith("INPUT_", StringComparison.Ordinal))
            .Select(entry => entry.Value.Text()["${{ inputs.".Length..^" }}".Length]);
        Assert.Equal(Defaults.Keys.Order(StringComparer.Ordinal), handed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_takes_the_inputs_of_the_action_for_hadolint() => Assert.Superset(
        new HashSet<string>(
        [
            "dockerfile", "recursive", "config", "output-file", "no-color", "no-fail", "verbose", "format", "failure-threshold", "override-error",
            "override-warning", "override-info", "override-style", "ignore", "trusted-registries", "disable-ignore-pragma",
        ]),
        Defaults.Keys.ToHashSet());

    [Fact]
    public void A_latest_fails_with_an_annotation_and_a_summary()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Step step = Lint(folder);
        Assert.Equal((1, ""), (step.Run.ExitCode, step.Run.Error));
        Assert.StartsWith("::warning file=Dockerfile,line=1,endLine=1,col=13,endColumn=19,title=DL3007 NoLatestTag::", step.Run.Output, StringComparison.Ordinal);
        Assert.Contains("exit-code=1\n", step.Output, StringComparison.Ordinal);
        Assert.Contains(step.Run.Output, step.Output, StringComparison.Ordinal);
        Assert.Contains(step.Run.Output, step.Variables, StringComparison.Ordinal);
        Assert.Contains("| warning | [DL3007](", step.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "no-fail", "true")]
    [InlineData(0, "failure-threshold", "error")]
    [InlineData(1, "override-error", "DL3007", "failure-threshold", "error")]
    [InlineData(0, "ignore", "DL3006,DL3007")]
    [InlineData(0, "dockerfile", "clean/Dockerfile")]
    [InlineData(1, "dockerfile", "Dockerfile\nclean/Dockerfile\n")]
    [InlineData(1, "dockerfile", "Dockerfile", "recursive", "true")]
    [InlineData(0, "dockerfile", "*.clean", "recursive", "true")]
    [InlineData(2, "dockerfile", "Dockerfile.none", "recursive", "true")]
    [InlineData(2, "no-fail", "yes")]
    [InlineData(2, "failure-threshold", "fatal")]
    [InlineData(2, "since", "no-such-branch")]
    [InlineData(0, "args", "--profile=none\n--select\nDL3020")]
    [InlineData(2, "dockerfile", "--no-fail")]
    [InlineData(1, "trusted-registries", "docker.io,ghcr.io")]
    public void Inputs_do_what_they_say(int exitCode, params string[] inputs)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile").With("clean/Dockerfile", "FROM debian:13\nUSER 1\n").With("a  b/x.clean", "FROM debian:13\nUSER 1\n");
        Run run = Lint(folder, inputs).Run;
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
    }

    [Fact]
    public void Findings_can_go_to_a_file_which_is_the_result()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Step step = Lint(folder, "format", "sarif", "output-file", "findings.sarif");
        Assert.Equal((1, ""), (step.Run.ExitCode, step.Run.Output));
        Assert.Contains(folder.Read("findings.sarif"), step.Output, StringComparison.Ordinal);
        Assert.StartsWith("[{", Lint(folder, "format", "json", "output-file", "/dev/stdout").Run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_result_is_cut_at_a_line()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", string.Concat(Enumerable.Repeat("FROM debian:latest\n", 2000)));
        Step step = Lint(folder, "format", "gnu");
        Assert.True(step.Run.Output.Length > 110_000);
        string[] lines = step.Variables.Split('\n');
        Assert.InRange(step.Variables.Length, 90_000, 100_200);
        Assert.Contains(lines[^3] + "\n", step.Run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$(touch pwned)")]
    [InlineData("`touch pwned`")]
    [InlineData("x'; touch pwned; '")]
    [InlineData("x\"; touch pwned; \"")]
    [InlineData("x\ntouch pwned")]
    [InlineData("* ; touch pwned")]
    public void No_input_is_run(string value)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        foreach (string input in Defaults.Keys.Where(static name => name is not ("version" or "download-url" or "output-file")))
            Lint(folder, input, value, "format", "gnu");
        Install(folder, "version", value);
        Install(folder, "version", "1.2.3", "download-url", value);
        Assert.False(File.Exists(folder.PathOf("pwned")));
    }

    [Fact]
    public void A_release_is_installed_when_its_checksum_is_right_and_then_taken_from_the_cache()
    {
        using var folder = new TemporaryFolder();
        using TemporaryFolder releases = Bash.Releases(App.Version);
        string url = new Uri(releases.Path).AbsoluteUri;
        Step step = Install(folder, "version", $"v{App.Version}", "download-url", url);
        Assert.True(step.Run.ExitCode == 0, step.Run.Output + step.Run.Error);
        Assert.Equal($"{folder.PathOf("temp/dockerlint")}\n", step.Path);
        Assert.Equal($"dockerlint {App.Version}\n", Bash.Run(folder.Path, "temp/dockerlint/dockerlint --version").Output);

        File.Delete(releases.PathOf($"download/v{App.Version}/dockerlint-linux-x64"));
        Assert.Equal(0, Install(folder, "version", App.Version, "download-url", url).Run.ExitCode);
        Assert.Equal(2, Install(folder, "version", "99.0.0", "download-url", url).Run.ExitCode);
    }

    [Fact]
    public void A_wrong_checksum_and_a_release_that_is_not_there_are_told()
    {
        using var folder = new TemporaryFolder();
        using TemporaryFolder releases = Bash.Releases("1.2.3", new string('0', 64));
        string url = new Uri(releases.Path).AbsoluteUri;
        Step wrong = Install(folder, "version", "1.2.3", "download-url", url);
        Assert.Equal((2, $"::error title=dockerlint::the checksum of dockerlint-linux-x64 is not the one in {url}/download/v1.2.3/SHA256SUMS; nothing was run\n"), (wrong.Run.ExitCode, wrong.Run.Output));
        Step missing = Install(folder, "version", "1.2.4", "download-url", url);
        Assert.Equal(2, missing.Run.ExitCode);
        Assert.StartsWith($"::error title=dockerlint::the 1.2.4 release of dockerlint is not to be had from {url}/download/v1.2.4; ", missing.Run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("temp/dockerlint/dockerlint")));
        Assert.Equal("", missing.Path);
    }

    [Fact]
    public void One_that_is_installed_can_be_used()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal((0, "", ""), Of(Install(folder, "version", "installed")));
        static (int, string, string) Of(Step step) => (step.Run.ExitCode, step.Run.Output, step.Path);
    }

    [Fact]
    [Trait("Category", "ShellCheck")]
    public void ShellCheck_has_nothing_to_say()
    {
        Run run = Bash.Run(Repository.Root, "shellcheck ci/github/*.sh");
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
    }

    private static Step Lint(TemporaryFolder folder, params string[] inputs) => Do("lint", folder, inputs);

    private static Step Install(TemporaryFolder folder, params string[] inputs) => Do("install", folder, inputs);

    private static Step Do(string id, TemporaryFolder folder, string[] inputs)
    {
        Dictionary<string, string> values = Defaults;
        for (int index = 0; index < inputs.Length; index += 2)
            values[inputs[index]] = inputs[index + 1];
        YamlNode step = Steps.Single(step => step.Entries().Any(entry => entry.Key == "id" && entry.Value.Text() == id));
        using TemporaryFolder files = new TemporaryFolder().With("output", "").With("env", "").With("path", "").With("summary", "");
        Run run = Bash.Run(
            folder.Path,
            step["run"].Text(),
            [
                .. step["env"].Entries().Select(entry => (entry.Key, Value(entry.Value.Text(), values))),
                ("GITHUB_ACTIONS", "true"),
                ("GITHUB_OUTPUT", files.PathOf("output")),
                ("GITHUB_ENV", files.PathOf("env")),
                ("GITHUB_PATH", files.PathOf("path")),
                ("GITHUB_STEP_SUMMARY", files.PathOf("summary")),
                ("RUNNER_OS", "Linux"),
                ("RUNNER_ARCH", "X64"),
                ("RUNNER_TEMP", folder.PathOf("temp")),
            ]);
        return new Step(run, files.Read("output"), files.Read("env"), files.Read("path"), files.Read("summary"));
    }

    private static string Value(string expression, Dictionary<string, string> inputs) => expression switch
    {
        "${{ github.action_path }}" => Repository.Root,
        "${{ github.action_ref }}" => "main",
        _ => inputs[expression["${{ inputs.".Length..^" }}".Length]],
    };

    private sealed record Step(Run Run, string Output, string Variables, string Path, string Summary);
}
