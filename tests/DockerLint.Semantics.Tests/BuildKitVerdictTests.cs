using System.Text.Json;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Semantics.Tests;

/// <summary>What BuildKit accepts and refuses, and the line of its first error.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class BuildKitVerdictTests
{
    [Fact]
    public void Real_files_are_accepted_and_refused_as_by_BuildKit() =>
        Compare(SharedData.Lines("corpus/buildkit.jsonl").Select(entry =>
            (entry.GetProperty("file").GetString()!, SharedData.Text("corpus/" + entry.GetProperty("file").GetString()), entry)), 2957);

    [Fact]
    public void Texts_of_other_tests_are_accepted_and_refused_as_by_BuildKit() =>
        Compare(SharedData.Lines("cases/buildkit/verdicts.jsonl").Select(entry =>
            (entry.GetProperty("id").GetString()!, entry.GetProperty("dockerfile").GetString()!, entry)), 1317);

    private static void Compare(IEnumerable<(string Name, string Text, JsonElement Entry)> cases, int count)
    {
        int all = 0;
        int judged = 0;
        List<string> differing = [];
        foreach ((string name, string text, JsonElement entry) in cases)
        {
            all++;
            var model = DockerfileModel.Create(DockerfileSyntax.Parse(text));
            JsonElement error = entry.GetProperty("error");
            string? expected = error.ValueKind == JsonValueKind.Object ? error.GetProperty("message").GetString() : null;
            if (expected == "no build stage in current context")
            {
                Assert.False(model.Errors.IsEmpty, name);
                continue;
            }

            judged++;
            int line = expected is null ? 0 : error.GetProperty("line").GetInt32();
            SyntaxError? first = model.Errors.FirstOrDefault();
            int ours = first is null ? 0 : model.Syntax.Source.PositionOf(first.Span.Start).Line;
            if (expected is null != first is null || (line > 0 && line != ours))
                differing.Add($"{name}: {JsonSerializer.Serialize(text.Length < 500 ? text : "")}\n  BuildKit: {line} {expected}\n  ours:     {ours} {first?.Message}");
        }

        Assert.Equal(count, all);
        Assert.True(differing.Count * 200 <= judged, $"{differing.Count} of {judged} differ:\n{string.Join("\n", differing)}");
    }
}
