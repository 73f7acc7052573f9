using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Cli.Output;
using DockerLint.Syntax.Text;
using Json.Schema;

namespace DockerLint.Cli.Tests;

public sealed class RdjsonReportTests
{
    [Theory]
    [InlineData("FROM a:latest\n", 1, 6, 1, 14)]
    [InlineData("\uFEFFFROM a:latest\n", 1, 9, 1, 17)]
    [InlineData("# é名\nLABEL é=\"名😀\" a:latest\n", 2, 20, 2, 28)]
    public void Columns_count_bytes(string text, int line, int column, int endLine, int endColumn)
    {
        var span = new TextSpan(text.IndexOf("a:latest", StringComparison.Ordinal), "a:latest".Length);
        JsonElement range = Diagnostics(text, new Diagnostic(Sample.Latest, Severity.Warning, span, "x", [], []))[0].GetProperty("location").GetProperty("range");
        Assert.Equal((line, column, endLine, endColumn), (Number("start", "line"), Number("start", "column"), Number("end", "line"), Number("end", "column")));

        int Number(string end, string name) => range.GetProperty(end).GetProperty(name).GetInt32();
    }

    [Fact]
    public void A_fix_of_several_changes_is_one_suggestion()
    {
        const string Text = "FROM a:1\nRUN echo `é x` y\n";
        int open = Text.IndexOf('`', StringComparison.Ordinal);
        int close = Text.LastIndexOf('`');
        var fix = new Fix("Write $(…)", IsSafe: true, [new TextEdit(new TextSpan(open, 1), "$("), new TextEdit(new TextSpan(close, 1), ")")]);
        JsonElement suggestions = Diagnostics(Text, new Diagnostic(Sample.Latest, Severity.Style, new TextSpan(open, close - open), "x", [], [fix]))[0].GetProperty("suggestions");
        Assert.Equal(
            "[{\"range\":{\"start\":{\"line\":2,\"column\":10},\"end\":{\"line\":2,\"column\":16}},\"text\":\"$(é x)\"}]", suggestions.GetRawText());
    }

    [Fact]
    [Trait(SharedData.Trait, SharedData.Conformance)]
    public void The_report_is_valid_by_the_schema_of_reviewdog()
    {
        JsonSchema schema = JsonSchema.FromText(SharedData.Text("schemas/rdjson/DiagnosticResult.json")
            .Replace("http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#", StringComparison.Ordinal));
        string[] reports =
        [
            Written(Sample.Report),
            Written(),
            Run.Here("FROM debian:latest\nRUN echo `date`\nRUNN x\n", [], "-f", "rdjson", "--profile", "all", "-").Output,
        ];
        Assert.All(reports, report => Assert.True(schema.Evaluate(JsonDocument.Parse(report).RootElement).IsValid, report));
        Assert.False(schema.Evaluate(JsonDocument.Parse("{\"diagnostics\":[{\"message\":1}]}").RootElement).IsValid);
    }

    private static JsonElement Diagnostics(string text, params Diagnostic[] findings) =>
        JsonDocument.Parse(Written(Sample.Of("a", text, [.. findings]))).RootElement.GetProperty("diagnostics");

    private static string Written(params FileReport[] files) => Sample.Written(stream => new RdjsonReport(stream), files);
}
