using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Tests;

/// <summary>The formats of other tools, as pages that people can read.</summary>
public sealed class FormatTests
{
    private static readonly Dictionary<string, Func<Stream, IReport>> s_formats = new()
    {
        ["azure"] = stream => new AzureReport(stream),
        ["checkstyle"] = stream => new CheckstyleReport(stream),
        ["codacy"] = stream => new CodacyReport(stream),
        ["codeclimate"] = stream => new CodeClimateReport(stream),
        ["gitlab"] = stream => new GitLabReport(stream),
        ["gnu"] = stream => new GnuReport(stream),
        ["junit"] = stream => new JUnitReport(stream),
        ["msbuild"] = stream => new MSBuildReport(stream),
        ["rdjson"] = stream => new RdjsonReport(stream),
        ["sonarqube"] = stream => new SonarQubeReport(stream),
        ["teamcity"] = stream => new TeamCityReport(stream),
    };

    public static TheoryData<string> Formats => [.. s_formats.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Findings_are_written_as_on_the_page(string format) =>
        Golden.Same($"{format}.txt", Written(format, Sample.Report, Sample.Of("clean/Dockerfile", "FROM a:1\n")).Replace('\0', '␀'));

    [Theory]
    [InlineData("azure", "")]
    [InlineData("codacy", "")]
    [InlineData("codeclimate", "")]
    [InlineData("gitlab", "[]\n")]
    [InlineData("gnu", "")]
    [InlineData("msbuild", "")]
    [InlineData("rdjson", "{\"source\":{\"name\":\"dockerlint\",\"url\":\"https://github.com/dockerlint/dockerlint\"},\"diagnostics\":[]}\n")]
    [InlineData("sonarqube", "{\"issues\":[],\"rules\":[]}\n")]
    [InlineData("teamcity", "")]
    [InlineData("checkstyle", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">\n  <file name=\"a\" />\n</checkstyle>\n")]
    public void Where_nothing_is_found_the_report_is_a_valid_one(string format, string expected) =>
        Assert.Equal(expected, Written(format, Sample.Of("a", "FROM a:1\n")));

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_text_of_a_file_breaks_out_of_its_place(string format)
    {
        const string Hostile = "a\u0001\u001b\u0085\uFFFE\uD800 |'[]<>&\"%;:,\r\n##vso[x]\n::error::\n##teamcity[";
        string written = Written(format, Sample.Of(Hostile, Sample.Text, Finding(Hostile), Finding(Hostile)));
        Assert.DoesNotContain('\u001b', written);
        Assert.DoesNotContain(written.Split('\n'), static line => line.StartsWith("##vso[x", StringComparison.Ordinal)
            || line.StartsWith("::error", StringComparison.Ordinal) || line == "##teamcity[");
    }

    private static Diagnostic Finding(string message) => new(Sample.Sudo, Severity.Error, new TextSpan(0, 4), message, [], ImmutableArray<Fix>.Empty);

    private static string Written(string format, params FileReport[] files) => Sample.Written(s_formats[format], files);
}
