namespace DockerLint.Cli.Tests;

public sealed class ConfigurationTests
{
    private static readonly string[] s_json = ["-f", "json"];

    private static Run In(TemporaryFolder folder, params string[] args) => Run.Process(folder.Path, [.. s_json, .. args]);

    [Fact]
    public void Each_file_is_linted_as_its_folder_says()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(".editorconfig", "root = true\n[*]\ndockerlint.profile = none\n[{Dockerfile,*.Dockerfile}]\ndockerlint.DL3007.severity = error\n")
            .With("legacy/.editorconfig", "[*]\ndockerlint.NoLatestTag.severity = none\n")
            .With("Dockerfile").With("api/x.Dockerfile").With("legacy/Dockerfile").With("Containerfile");
        Run run = In(folder);
        Assert.Equal(["Dockerfile:1:13 DL3007", "api/x.Dockerfile:1:13 DL3007"], run.Findings);
        Assert.Equal("error", run.Json[0].GetProperty("level").GetString());
    }

    [Theory]
    [InlineData(".editorconfig", "[*]\ndockerlint.failure_threshold = error\n", 0)]
    [InlineData(".dockerlint.yaml", "failure_threshold: none\n", 0)]
    [InlineData(".dockerlint.yaml", "rules: {DL3007: error}\nfailure_threshold: error\n", 1)]
    [InlineData(".hadolint.yaml", "failure-threshold: error\n", 0)]
    [InlineData(".hadolint.yaml", "no-fail: true\n", 0)]
    [InlineData(".hadolint.yaml", "no-fail: false\n", 1)]
    public void What_is_configured_decides_the_exit_code(string name, string text, int exitCode)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile").With(name, text);
        Run run = In(folder);
        Assert.Equal((exitCode, "Dockerfile:1:13 DL3007", ""), (run.ExitCode, Assert.Single(run.Findings), run.Error));
        Assert.Equal(text.StartsWith("no-fail: true", StringComparison.Ordinal) ? 0 : 1, In(folder, "-t", "style").ExitCode);
    }

    [Theory]
    [InlineData(".dockerlint.yaml", "rules:\n  DL3O07: error\n", "dockerlint: .dockerlint.yaml:2:3: unknown rule 'DL3O07'; did you mean 'DL3007'?\n")]
    [InlineData(".editorconfig", "[*]\ndockerlint.profil = all\n", "dockerlint: .editorconfig:2:1: unknown key 'dockerlint.profil'; did you mean 'dockerlint.profile'?\n")]
    [InlineData(".hadolint.yml", "ignored: {a: b}\n", "dockerlint: .hadolint.yml:1:10: a map where a list is wanted\n")]
    public void A_broken_configuration_is_an_error_that_is_said_once(string name, string text, string error)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a.Dockerfile").With("b.Dockerfile").With(name, text);
        Run run = In(folder);
        Assert.Equal((2, error), (run.ExitCode, run.Error));
        Assert.Empty(run.Findings);
    }

    [Fact]
    public void The_rest_is_linted_all_the_same()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a/Dockerfile").With("b/Dockerfile").With("a/.dockerlint.yaml", "profil: all\n");
        Run run = In(folder);
        Assert.Equal((2, "dockerlint: a/.dockerlint.yaml:1:1: unknown key 'profil'; did you mean 'profile'?\n"), (run.ExitCode, run.Error));
        Assert.Equal(["b/Dockerfile:1:13 DL3007"], run.Findings);
    }

    [Fact]
    public void An_unknown_key_of_hadolint_is_one_warning()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a.Dockerfile").With("b.Dockerfile").With(".hadolint.yaml", "ignroed: [DL3007]\n");
        Run run = In(folder);
        Assert.Equal((1, "dockerlint: .hadolint.yaml:1:1: unknown key 'ignroed'; did you mean 'ignored'?\n"), (run.ExitCode, run.Error));
        Assert.Equal(2, run.Findings.Length);
    }

    [Fact]
    public void Where_hadolints_file_is_alone_its_profile_holds()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM debian:13\nMAINTAINER x\nCMD a b\n").With(".hadolint.yaml", "ignored: [DL4000]\n");
        Assert.Equal(["Dockerfile:3:5 DL3025"], In(folder).Findings.Where(finding => finding.Contains(":3:", StringComparison.Ordinal)));
        Assert.DoesNotContain(In(folder).Findings, finding => finding.EndsWith("DL4000", StringComparison.Ordinal));
        Assert.DoesNotContain(In(folder, "--profile", "recommended").Findings, finding => finding.EndsWith("DL3025", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("team.yaml", "rules: {DL3007: none}")]
    [InlineData("team.yaml", "ignored: [DL3007]")]
    [InlineData(".hadolint.ci.yaml", "ignored: [DL3007]")]
    public void A_named_configuration_is_the_only_one(string name, string text)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile").With(name, text + "\n").With(".editorconfig", "[*]\ndockerlint.DL3007.severity = error\n");
        Assert.Equal((0, ""), Of(In(folder, "-c", name)));
        Assert.Equal((1, ""), Of(In(folder)));
        Assert.Equal((2, "dockerlint: other.yaml: no such file or folder\n"), Of(In(folder, "--config", "other.yaml")));
        Assert.Equal((2, "dockerlint: --config: does not go with --no-config; leave one of the two out\n"), Of(In(folder, "--config", name, "--no-config")));

        static (int, string) Of(Run run) => (run.ExitCode, run.Error);
    }

    [Fact]
    public void Without_configuration_nothing_is_read()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile").With(".dockerlint.yaml", "x: y\n").With(".hadolint.yaml", "ignored: [DL3007]\n");
        Run run = Run.Process(folder.Path, null, [("HADOLINT_IGNORE", "DL3007"), ("HADOLINT_FORMAT", "sarif")], [.. s_json, "--no-config"]);
        Assert.Equal((1, "", "Dockerfile:1:13 DL3007"), (run.ExitCode, run.Error, Assert.Single(run.Findings)));
    }

    [Fact]
    public void What_is_excluded_is_linted_only_where_it_is_named()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile").With("third_party/Dockerfile").With(".dockerlint.yaml", "exclude: [third_party/]\n");
        Assert.Equal(["Dockerfile:1:13 DL3007"], In(folder).Findings);
        Assert.Equal(["third_party/Dockerfile:1:13 DL3007"], In(folder, "third_party/Dockerfile").Findings);
        Assert.Equal(["Dockerfile:1:13 DL3007", "third_party/Dockerfile:1:13 DL3007"], In(folder, ".", "third_party/Dockerfile").Findings);
    }

    [Fact]
    public void Standard_input_is_configured_by_its_name_else_as_a_Dockerfile()
    {
        using TemporaryFolder folder = new TemporaryFolder().With(".editorconfig", "[x/Dockerfile]\ndockerlint.DL3007.severity = error\n[/Dockerfile]\ndockerlint.DL3007.severity = style\n");
        Assert.Equal("error", LevelOf("--stdin-filename", "x/Dockerfile", "-"));
        Assert.Equal("style", LevelOf("-"));

        string? LevelOf(params string[] args) =>
            Run.Process(folder.Path, "FROM debian:latest\n"u8.ToArray(), [], [.. s_json, .. args]).Json[0].GetProperty("level").GetString();
    }

    [Fact]
    public void Build_arguments_are_configured_and_the_command_line_has_the_say()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "ARG TAG=13\nFROM debian:$TAG\n").With(".dockerlint.yaml", "build_args: {TAG: latest}\n");
        Assert.Equal(["Dockerfile:2:13 DL3007"], In(folder).Findings);
        Assert.Empty(In(folder, "--build-arg", "TAG=12").Findings);
    }

    [Fact]
    public void The_environment_of_hadolint_is_read()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run run = Run.Process(folder.Path, null, [("HADOLINT_FORMAT", "json"), ("HADOLINT_OVERRIDE_ERROR", "DL3007"), ("HADOLINT_NOFAIL", "y")]);
        Assert.Equal((0, "error"), (run.ExitCode, run.Json[0].GetProperty("level").GetString()));
    }

    [Fact]
    public void A_configured_format_that_is_not_known_is_an_error()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile").With(".hadolint.yaml", "no-fail: true\nformat: jsn\n");
        Run run = Run.Process(folder.Path);
        Assert.Equal((2, "", "dockerlint: .hadolint.yaml:2:9: 'jsn' is not known; did you mean 'json'?\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void Verbose_shows_what_is_in_force()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("a/Dockerfile", "FROM debian:13\n").With("b/Dockerfile", "FROM debian:13\n").With("c/Dockerfile", "FROM debian:13\n")
            .With(".dockerlint.yaml", "rules: {DL3007: error}\nfailure_threshold: warning\n").With("c/.editorconfig", "[*]\ndockerlint.shellcheck = off\n");
        Assert.Equal(
            """
            dockerlint: a/Dockerfile, b/Dockerfile: configuration from .dockerlint.yaml
              profile: recommended
              rules:
                DL3006: none
                DL3007: error
              failure_threshold: warning
            dockerlint: c/Dockerfile: configuration from c/.editorconfig, .dockerlint.yaml
              profile: recommended
              rules:
                DL3006: none
                DL3007: error
              failure_threshold: warning
              shellcheck: "off"
            dockerlint: a/Dockerfile: 0 findings
            dockerlint: b/Dockerfile: 0 findings
            dockerlint: c/Dockerfile: 0 findings

            """,
            In(folder, "--verbose", "--ignore", "DL3006").Error,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Custom_rules_run_and_are_named_like_any_other()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("Dockerfile", "FROM debian:13\nADD a b\n").With("api/Dockerfile", "FROM debian:13\nADD a b\n")
            .With(".dockerlint.yaml", "profile: none\ncustom-rules:\n- id: ACME001\n  message: no ADD here; use COPY\n  url: https://acme.example/1\n  match: {instruction: ADD}\n");
        Run run = In(folder);
        Assert.Equal(["Dockerfile:2:1 ACME001", "api/Dockerfile:2:1 ACME001"], run.Findings);
        Assert.Equal("https://acme.example/1", run.Json[0].GetProperty("url").GetString());
        Assert.Empty(In(folder, "--ignore", "acme001").Findings);
        Assert.Equal(2, In(folder, "--error", "ACME001", "-t", "error").Findings.Length);
        Assert.Equal("dockerlint: --ignore: unknown rule 'ACME002'; see 'dockerlint rules'\n", In(folder, "--ignore", "ACME002").Error);
        Assert.Contains("ACME001", Run.Process(folder.Path, "-f", "sarif").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_of_ShellCheck_can_be_named_though_they_are_no_rule_of_ours() =>
        Assert.Equal(0, Run.Here("FROM debian:13\n", [], [.. s_json, "--ignore", "SC1999,sc2999", "-"]).ExitCode);
}
