using System.Text.Json;
using DockerLint.Cli.Output;
using Json.Schema;

namespace DockerLint.Cli.Tests;

/// <summary>What <c>--format json</c> writes is what its published schema says.</summary>
public sealed class JsonSchemaTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "findings-1.json"));

    [Fact]
    public void The_output_is_valid()
    {
        JsonSchema schema = JsonSchema.FromText(s_text);
        string[] outputs =
        [
            Sample.Written(stream => new JsonReport(stream), Sample.Report),
            Sample.Written(stream => new JsonReport(stream)),
            Run.Here("FROM debian:latest\nRUN echo `date`\nRUNN x\n", [], "-f", "json", "--profile", "all", "-").Output,
        ];
        Assert.All(outputs, output => Assert.True(schema.Evaluate(JsonDocument.Parse(output).RootElement).IsValid, output));
        Assert.False(schema.Evaluate(JsonDocument.Parse("[{}]").RootElement).IsValid);
    }

    [Fact]
    public void Every_field_is_described_and_promised()
    {
        JsonElement definitions = JsonDocument.Parse(s_text).RootElement.GetProperty("$defs");
        JsonElement finding = JsonDocument.Parse(Sample.Written(stream => new JsonReport(stream), Sample.Report)).RootElement[0];
        Same(finding, definitions.GetProperty("finding"));
        Same(finding.GetProperty("fixes")[0], definitions.GetProperty("fix"));
        Same(finding.GetProperty("fixes")[0].GetProperty("edits")[0], definitions.GetProperty("edit"));

        static void Same(JsonElement written, JsonElement schema)
        {
            string[] names = [.. written.EnumerateObject().Select(property => property.Name)];
            Assert.Equal(names, schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
            Assert.Equal(names, schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!));
        }
    }
}
