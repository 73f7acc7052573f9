using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Cli.Output;
using Json.Schema;

namespace DockerLint.Cli.Tests;

public sealed class SarifReportTests
{
    private static readonly JsonElement s_run = JsonDocument.Parse(Written(Sample.Report)).RootElement.GetProperty("runs")[0];

    [Fact]
    public void Rules_are_explained_once_and_results_point_to_them()
    {
        JsonElement[] rules = [.. s_run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()];
        Assert.Equal(["DL3004", "DL3007"], rules.Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(rules, rule =>
        {
            Assert.Equal($"https://github.com/dockerlint/dockerlint/blob/main/rules/{rule.GetProperty("id")}.md", rule.GetProperty("helpUri").GetString());
            Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!);
            Assert.NotEmpty(rule.GetProperty("fullDescription").GetProperty("text").GetString()!);
            Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!);
            Assert.StartsWith($"# {rule.GetProperty("id")}: ", rule.GetProperty("help").GetProperty("markdown").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal("8.0", rules[0].GetProperty("properties").GetProperty("security-severity").GetString());
        Assert.False(rules[1].GetProperty("properties").TryGetProperty("security-severity", out _));
        Assert.All(Results, result =>
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
    }

    [Fact]
    public void Results_have_their_level_place_and_fingerprint()
    {
        Assert.Equal(["warning", "note", "note", "warning", "error", "error"], Results.Select(result => result.GetProperty("level").GetString()));
        JsonElement place = Results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("web/Docker%20file", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("{\"startLine\":2,\"startColumn\":1,\"endLine\":4,\"endColumn\":11}", Compact(place.GetProperty("region")));
        Assert.Equal(6, Results.Select(result => result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString()).Distinct().Count());
        Assert.Equal("utf16CodeUnits", s_run.GetProperty("columnKind").GetString());
    }

    [Fact]
    public void Fixes_and_related_places_are_told()
    {
        Assert.Equal(
            "{\"deletedRegion\":{\"startLine\":1,\"startColumn\":13,\"endLine\":1,\"endColumn\":19},\"insertedContent\":{\"text\":\"13\"}}",
            Compact(Results[0].GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0]));
        JsonElement related = Results[1].GetProperty("relatedLocations")[0];
        Assert.Equal("the image is named here", related.GetProperty("message").GetProperty("text").GetString());
        Assert.Equal(1, related.GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Theory]
    [InlineData("./a/Dockerfile", "a/Dockerfile")]
    [InlineData("../a/Dockerfile", "../a/Dockerfile")]
    [InlineData("/a b/Dockerfile", "file:///a%20b/Dockerfile")]
    [InlineData("a#b?c%d", "a%23b%3Fc%25d")]
    public void Paths_are_URIs(string path, string uri)
    {
        JsonElement run = JsonDocument.Parse(Written(Sample.Report with { File = new(path, path) })).RootElement.GetProperty("runs")[0];
        Assert.Equal(uri, run.GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
    }

    [Fact]
    public void No_more_results_than_code_scanning_takes_and_the_most_severe_of_them()
    {
        var many = Sample.Of("a", Sample.Text, [.. Enumerable.Repeat(Sample.Report.Findings[0], 25_001), Sample.Report.Findings[^1]]);
        JsonElement results = JsonDocument.Parse(Written(many)).RootElement.GetProperty("runs")[0].GetProperty("results");
        Assert.Equal(25_000, results.GetArrayLength());
        Assert.Equal("error", results[0].GetProperty("level").GetString());
    }

    [Fact]
    public void Paths_below_the_working_folder_are_relative_to_the_root_and_two_spellings_are_one()
    {
        JsonElement[] runs = [.. new[] { "Dockerfile", "./Dockerfile", Path.GetFullPath("Dockerfile") }.Select(path =>
            JsonDocument.Parse(Written(Sample.Report with { File = new(path, path) })).RootElement.GetProperty("runs")[0])];
        Assert.Single(runs.Select(Compact).Distinct());
        Assert.Equal(
            "{\"uri\":\"Dockerfile\",\"uriBaseId\":\"%SRCROOT%\"}",
            Compact(runs[0].GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation")));
        Assert.True(runs[0].GetProperty("originalUriBaseIds").TryGetProperty("%SRCROOT%", out _));
    }

    /// <summary>Beyond the schema: what GitHub's page on SARIF support asks for and refuses.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Code_scanning_gets_all_that_it_asks_for(bool isWordy)
    {
        var wordy = new RuleInfo("ACME1", new string('n', 300), Severity.Error, Category.Security, Profiles.All, new string('x', 1022) + "😀😀");
        var related = new RelatedLocation(Sample.Span("debian"), "here");
        FileReport report = isWordy
            ? Sample.Of("a", Sample.Text, new Diagnostic(wordy, Severity.Error, Sample.Span("sudo"), "m", [.. Enumerable.Repeat(related, 1001)], []))
            : Sample.Report;
        JsonElement log = JsonDocument.Parse(Written(report)).RootElement;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.EndsWith("sarif-2.1.0.json", log.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        JsonElement run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        Assert.EndsWith("/", run.GetProperty("automationDetails").GetProperty("id").GetString(), StringComparison.Ordinal);
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("dockerlint", driver.GetProperty("name").GetString());
        Assert.All(driver.GetProperty("rules").EnumerateArray(), rule =>
        {
            Assert.InRange(rule.GetProperty("id").GetString()!.Length, 1, 255);
            Assert.InRange(rule.GetProperty("name").GetString()!.Length, 1, 255);
            Assert.InRange(rule.GetProperty("shortDescription").GetProperty("text").GetString()!.Length, 1, 1024);
            Assert.InRange(rule.GetProperty("fullDescription").GetProperty("text").GetString()!.Length, 1, 1024);
            Assert.NotEmpty(rule.GetProperty("help").GetProperty("markdown").GetString()!);
            Assert.InRange(rule.GetProperty("properties").GetProperty("tags").GetArrayLength(), 1, 10);
            Assert.Contains(rule.GetProperty("properties").GetProperty("precision").GetString(), (string[])["very-high", "high", "medium", "low"]);
            Assert.Contains(rule.GetProperty("properties").GetProperty("problem.severity").GetString(), (string[])["error", "warning", "recommendation"]);
        });
        Assert.All(run.GetProperty("results").EnumerateArray(), result =>
        {
            Assert.Single(result.GetProperty("locations").EnumerateArray());
            Assert.InRange(result.TryGetProperty("relatedLocations", out JsonElement places) ? places.GetArrayLength() : 0, 0, 100);
            Assert.Contains(result.GetProperty("level").GetString(), (string[])["error", "warning", "note"]);
            JsonElement region = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
            Assert.True(region.GetProperty("endLine").GetInt32() > region.GetProperty("startLine").GetInt32()
                || region.GetProperty("endColumn").GetInt32() >= region.GetProperty("startColumn").GetInt32());
        });
        Assert.DoesNotContain("\"\"", Written(report), StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", Written(report), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_cannot_be_read_is_a_notification()
    {
        Run run = Run.Here("FROM debian:latest\n", [], "-f", "sarif", "-", "no-such-file");
        JsonElement invocation = run.Json.GetProperty("runs")[0].GetProperty("invocations")[0];
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("no-such-file: no such file or folder", invocation.GetProperty("toolExecutionNotifications")[0].GetProperty("message").GetProperty("text").GetString());
    }

    [Fact]
    [Trait(SharedData.Trait, SharedData.Conformance)]
    public void The_log_is_valid_by_the_schema_of_the_standard()
    {
        // The library reads drafts from 6 on; the schema is of draft 4 and uses nothing that changed but these two keywords.
        JsonSchema schema = JsonSchema.FromText(SharedData.Text("schemas/sarif-2.1.0.json")
            .Replace("\"id\": \"https:", "\"$id\": \"https:", StringComparison.Ordinal)
            .Replace("http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#", StringComparison.Ordinal));
        string[] logs =
        [
            Written(Sample.Report),
            Written(),
            Run.Here("FROM debian:latest\nRUNN x\n", [], "-f", "sarif", "--profile", "all", "-", "no-such-file").Output,
        ];
        Assert.All(logs, log =>
        {
            EvaluationResults results = schema.Evaluate(
                JsonDocument.Parse(log).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
            Assert.True(results.IsValid, string.Join("\n", results.Details!.Where(detail => detail.Errors is not null)
                .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")));
        });
    }

    private static JsonElement[] Results => [.. s_run.GetProperty("results").EnumerateArray()];

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string Written(params FileReport[] files) => Sample.Written(stream => new SarifReport(stream), files);
}
