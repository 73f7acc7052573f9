using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace DockerLint.Cli.Tests;

/// <summary>What other CI servers and tools are given, run as they run it.</summary>
public sealed class CiTemplateTests
{
    private const string MegaLinter = "ci/mega-linter-plugin-dockerlint/dockerlint.megalinter-descriptor.yml";

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("--ignore=DL3007 --ignore DL3006", 0, 0)]
    public void GitLab_gets_a_report_and_the_job_fails(string arguments, int exitCode, int findings)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM debian:latest\nUSER 1\n");
        string script = string.Join('\n', Repository.Yaml("ci/gitlab/dockerlint.yml")["dockerlint"]["script"].Texts());
        Assert.Equal(exitCode, Bash.Run(folder.Path, script, ("DOCKERLINT_ARGUMENTS", arguments)).ExitCode);
        string report = Repository.Yaml("ci/gitlab/dockerlint.yml")["dockerlint"]["artifacts"]["reports"]["codequality"].Text();
        Assert.Equal(findings, JsonDocument.Parse(folder.Read(report)).RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 1)]
    public void Azure_installs_a_release_only_if_its_checksum_is_right(string? checksum, int exitCode)
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder releases = Bash.Releases("1.2.3", checksum);
        YamlNode step = Repository.Yaml("ci/azure/dockerlint.yml")["steps"][0];
        Run run = Bash.Run(
            folder.Path,
            step["bash"].Text(),
            ("VERSION", "1.2.3"),
            ("DOWNLOADS", $"{new Uri(releases.Path).AbsoluteUri}/download"),
            ("FOLDER", folder.PathOf("tool")));
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        Assert.Equal(exitCode == 0, File.Exists(folder.PathOf("tool/dockerlint")));
        Assert.Equal(exitCode == 0, run.Output.Contains($"##vso[task.prependpath]{folder.PathOf("tool")}\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Azure_gets_issues_and_the_task_fails()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run run = Bash.Run(folder.Path, Repository.Yaml("ci/azure/dockerlint.yml")["steps"][1]["bash"].Text(), ("ARGUMENTS", "--no-config"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("##vso[task.logissue type=warning;sourcepath=Dockerfile;", run.Output, StringComparison.Ordinal);
        Assert.All(
            (YamlSequenceNode)Repository.Yaml("ci/azure/dockerlint.yml")["steps"],
            static step => Assert.DoesNotContain("${{", step["bash"].Text(), StringComparison.Ordinal));
    }

    [Fact]
    public void Hooks_of_pre_commit_have_what_it_asks_for_and_their_entries_run()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM debian:latest\nRUN echo `date`\n");
        YamlSequenceNode hooks = (YamlSequenceNode)Repository.Yaml(".pre-commit-hooks.yaml");
        Assert.Equal(["dockerlint", "dockerlint-fix"], hooks.Select(hook => hook["id"].Text()));
        foreach (YamlNode hook in hooks)
        {
            Assert.NotEmpty(hook["name"].Text());
            Assert.Equal("system", hook["language"].Text());
            Assert.Equal(["dockerfile"], hook["types"].Texts());
            Assert.Equal(1, Bash.Run(folder.Path, $"{hook["entry"].Text()} Dockerfile").ExitCode);
        }

        Assert.Contains("$(date)", folder.Read("Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "PreCommit")]
    public void Pre_commit_runs_the_hooks_on_the_Dockerfiles_of_a_repository()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile").With("README.md", "FROM x:latest\n");
        using TemporaryFolder hooks = new TemporaryFolder().With(".pre-commit-hooks.yaml", Repository.Text(".pre-commit-hooks.yaml"));
        foreach (TemporaryFolder repository in (TemporaryFolder[])[folder, hooks])
        {
            Run.Git(repository.Path, "init", "-q");
            Run.Git(repository.Path, "add", ".");
            Run.Git(repository.Path, "commit", "-qm", "one");
        }

        Run run = Bash.Run(
            folder.Path, "pre-commit try-repo \"$HOOKS\" dockerlint --all-files", ("HOOKS", hooks.Path), ("PRE_COMMIT_HOME", hooks.PathOf("home")));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Dockerfile:1:13 warning DL3007", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("README.md", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void MegaLinter_can_count_the_findings_and_gets_SARIF()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "FROM debian:latest\nFROM redis:latest\n").With(".dockerlint.yaml", "rules: {DL3007: error}\nprofile: none\n");
        YamlNode linter = Repository.Yaml(MegaLinter)["linters"][0];
        string command = string.Join(' ', (string[])
        [
            linter["cli_executable"].Text(), .. linter["cli_lint_extra_args"].Texts(), linter["cli_config_arg_name"].Text(), linter["config_file_name"].Text(),
            .. linter["cli_sarif_args"].Texts().Select(static argument => argument.Replace("{{SARIF_OUTPUT_FILE}}", "out.sarif", StringComparison.Ordinal)),
        ]);
        Run run = Bash.Run(folder.Path, $"{command} Dockerfile", ("GITHUB_ACTIONS", "true"));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(2, Regex.Count(run.Output, linter["cli_lint_errors_regex"].Text()));
        Assert.Equal(2, JsonDocument.Parse(folder.Read("out.sarif")).RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
        Assert.Equal(
            $"dockerlint {App.Version}",
            "dockerlint " + Regex.Match(Bash.Run(folder.Path, $"dockerlint {linter["cli_version_arg_name"].Text()}").Output, linter["version_extract_regex"].Text()).Value);
        Assert.All(linter["install"]["dockerfile"].Texts(), static instruction => Assert.StartsWith("RUN ", instruction, StringComparison.Ordinal));
        Assert.Contains("/mega-linter-plugin-", MegaLinter, StringComparison.Ordinal);
    }
}
