using System.Text.Json;
using System.Xml.Linq;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Tests;

public sealed class FormatOptionTests
{
    private static readonly string[] s_only = ["--profile", "none", "--select", "DL3007"];

    [Theory]
    [InlineData("azure", "##vso[task.logissue type=warning;sourcepath=Dockerfile;linenumber=1;columnnumber=13;code=DL3007;]")]
    [InlineData("checkstyle", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">\n  <file name=\"Dockerfile\">")]
    [InlineData("codacy", "{\"filename\":\"Dockerfile\",\"patternId\":\"DL3007\",")]
    [InlineData("codeclimate", "{\"type\":\"issue\",\"check_name\":\"DL3007\",")]
    [InlineData("gitlab", "[{\"type\":\"issue\",\"check_name\":\"DL3007\",")]
    [InlineData("gitlab_codeclimate", "[{\"type\":\"issue\",\"check_name\":\"DL3007\",")]
    [InlineData("gnu", "Dockerfile:1:13: warning: ")]
    [InlineData("junit", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<testsuites name=\"dockerlint\">\n  <testsuite name=\"Dockerfile\"")]
    [InlineData("msbuild", "Dockerfile(1,13,1,19): warning DL3007: ")]
    [InlineData("rdjson", "{\"source\":{\"name\":\"dockerlint\",")]
    [InlineData("sonarqube", "{\"issues\":[\n{\"ruleId\":\"DL3007\",")]
    [InlineData("teamcity", "##teamcity[inspectionType id='DL3007' name='NoLatestTag' ")]
    public void A_format_is_chosen_by_its_name(string format, string start)
    {
        Run run = Run.Here("FROM debian:latest\n", [], [.. s_only, "-f", format, "--stdin-filename", "Dockerfile", "-"]);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(start, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_format_that_the_help_names_is_one()
    {
        string help = Run.Here("--help").Output;
        foreach (string format in (string[])["tty", "json", "sarif", "github", "gitlab", "codeclimate", "azure", "msbuild", "rdjson", "checkstyle", "sonarqube", "junit", "gnu", "teamcity", "codacy"])
        {
            Assert.Contains(format, help, StringComparison.Ordinal);
            Assert.Equal(0, Run.Here("FROM debian:13\n", [], [.. s_only, "-f", format, "-"]).ExitCode);
        }
    }

    [Theory]
    [InlineData("checkstyle", true)]
    [InlineData("codeclimate", true)]
    [InlineData("gitlab", true)]
    [InlineData("sonarqube", true)]
    [InlineData("junit", true)]
    [InlineData("json", false)]
    [InlineData("gnu", false)]
    [InlineData("sarif", false)]
    public void A_path_can_be_given_that_all_files_are_called_by(string format, bool isTaken)
    {
        Run run = Run.Here("FROM debian:latest\n", [], [.. s_only, "-f", format, "--file-path-in-report", "other/path", "--stdin-filename", "Dockerfile", "-"]);
        Assert.Equal(isTaken, run.Output.Contains("other/path", StringComparison.Ordinal));
        Assert.Equal(!isTaken, run.Output.Contains("Dockerfile\"", StringComparison.Ordinal) || run.Output.Contains("Dockerfile:", StringComparison.Ordinal));
    }

    [Fact]
    public void GitLab_gets_paths_from_the_working_folder_and_no_fingerprint_twice()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("a/Dockerfile", "FROM b:latest\nFROM b:latest\n").With("b.Dockerfile", "FROM b:latest\n");
        JsonElement[] issues = [.. Run.Process(folder.Path, [.. s_only, "-f", "gitlab", "./a/Dockerfile", folder.PathOf("b.Dockerfile")]).Json.EnumerateArray()];
        Assert.Equal(["a/Dockerfile", "a/Dockerfile", "b.Dockerfile"], issues.Select(issue => issue.GetProperty("location").GetProperty("path").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(3, FingerprintsOf(issues).Distinct().Count());

        issues = [.. Run.Process(folder.Path, [.. s_only, "-f", "gitlab", "--file-path-in-report", "x"]).Json.EnumerateArray()];
        Assert.Equal(3, FingerprintsOf(issues).Distinct().Count());
    }

    [Fact]
    public void Two_spellings_of_a_path_have_the_same_fingerprints()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Assert.Equal(
            FingerprintsOf(Run.Process(folder.Path, [.. s_only, "-f", "gitlab", "Dockerfile"]).Json.EnumerateArray()),
            FingerprintsOf(Run.Process(folder.Path, [.. s_only, "-f", "gitlab", "./Dockerfile"]).Json.EnumerateArray()));
    }

    [Fact]
    public void The_level_of_a_rule_for_SonarQube_is_that_of_its_findings()
    {
        JsonElement report = Run.Here("FROM debian:latest\n", [], [.. s_only, "--error", "DL3007", "-f", "sonarqube", "-"]).Json;
        Assert.Equal("HIGH", report.GetProperty("rules")[0].GetProperty("impacts")[0].GetProperty("severity").GetString());
    }

    [Theory]
    [InlineData("FROM debian:latest", "{\"startLine\":1,\"endLine\":1,\"startColumn\":12,\"endColumn\":18}")]
    [InlineData("", "{\"startLine\":1}")]
    public void Columns_for_SonarQube_start_at_0_and_never_span_nothing(string text, string range) => Assert.Equal(
        range,
        Run.Here(text, [], [.. s_only, "-f", "sonarqube", "-"]).Json.GetProperty("issues")[0].GetProperty("primaryLocation").GetProperty("textRange").GetRawText());

    [Fact]
    public void All_formats_can_be_written_at_once()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        Run run = Run.Process(folder.Path, [.. s_only, "-f", "checkstyle", "-f", "junit", "-f", "gitlab", "-o", "c.xml", "-o", "j.xml", "-o", "g.json"]);
        Assert.Equal((1, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal("checkstyle", XDocument.Parse(folder.Read("c.xml")).Root!.Name.LocalName);
        Assert.Equal("testsuites", XDocument.Parse(folder.Read("j.xml")).Root!.Name.LocalName);
        Assert.Equal(1, JsonDocument.Parse(folder.Read("g.json")).RootElement.GetArrayLength());
    }

    [Fact]
    public void The_page_on_formats_shows_all_of_them_as_they_are()
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Docs", "output-formats.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Skip(1).Select(line => line.Split(" | "))];
        Assert.Equal(ReportFormats.Names, rows.Select(row => row[0].Trim('|', ' ', '`')));
        Assert.All(rows, row =>
        {
            string output = Run.Here("FROM debian:latest\n", [], [.. s_only, "-f", row[0].Trim('|', ' ', '`'), "--stdin-filename", "Dockerfile", "-"]).Output;
            Assert.All(row[2].Trim('|', ' ', '`').Split('…'), part => Assert.Contains(part, output, StringComparison.Ordinal));
        });
    }

    private static IEnumerable<string?> FingerprintsOf(IEnumerable<JsonElement> issues) => issues.Select(issue => issue.GetProperty("fingerprint").GetString());
}
