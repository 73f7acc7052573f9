using System.Text.Json;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Tests;

public sealed class JsonReportTests
{
    [Fact]
    public void A_finding_has_the_fields_of_the_contract_in_their_order()
    {
        JsonElement finding = JsonDocument.Parse(Written(Sample.Report)).RootElement[0];
        Assert.Equal(
            ["file", "line", "column", "level", "code", "message", "name", "endLine", "endColumn", "url", "fingerprint", "fixes"],
            finding.EnumerateObject().Select(property => property.Name));
        string text = finding.GetRawText();
        Assert.StartsWith("{\"file\":\"web/Docker file\",\"line\":1,\"column\":13,\"level\":\"warning\",\"code\":\"DL3007\",\"message\":\"'debian:latest' is", text, StringComparison.Ordinal);
        Assert.EndsWith("\"fixes\":[{\"title\":\"name the version of today\",\"safe\":false,\"edits\":[{\"line\":1,\"column\":13,\"endLine\":1,\"endColumn\":19,\"text\":\"13\"}]}]}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_over_several_lines_ends_after_its_last_character()
    {
        JsonElement finding = JsonDocument.Parse(Written(Sample.Report)).RootElement[1];
        Assert.Equal((2, 1, 4, 11), (Number("line"), Number("column"), Number("endLine"), Number("endColumn")));

        int Number(string name) => finding.GetProperty(name).GetInt32();
    }

    [Fact]
    public void Nothing_found_is_an_empty_array() => Assert.Equal("[]\n", Written(Sample.Of("a", "FROM a")));

    [Fact]
    public void Text_is_readable() => Assert.Contains("\"web/名前+<'>\"", Written(Sample.Report with { File = new("web/名前+<'>", "x") }), StringComparison.Ordinal);

    [Fact]
    public void A_fingerprint_survives_moved_lines_and_belongs_to_one_finding()
    {
        string[] before = Fingerprints("FROM debian:latest\nFROM a:latest\nFROM debian:latest\n");
        string[] after = Fingerprints("# moved\n\nFROM debian:latest\nFROM b:latest\n  FROM debian:latest\n");
        Assert.Equal(3, before.Distinct().Count());
        Assert.Equal((before[0], before[2]), (after[0], after[2]));
        Assert.NotEqual(before[1], after[1]);
        Assert.NotEqual(before[0], Fingerprints("FROM debian:latest\n", "other")[0]);
        Assert.All(before, fingerprint => Assert.Matches("^[0-9a-f]{16}$", fingerprint));
    }

    private static string[] Fingerprints(string text, string file = "Dockerfile") =>
        [.. Run.Here(text, [], ["-f", "json", "--profile", "none", "--select", "DL3007", "--stdin-filename", file, "-"])
            .Json.EnumerateArray().Where(finding => finding.GetProperty("code").GetString() == "DL3007")
            .Select(finding => finding.GetProperty("fingerprint").GetString()!)];

    private static string Written(params FileReport[] files) => Sample.Written(stream => new JsonReport(stream), files);
}
