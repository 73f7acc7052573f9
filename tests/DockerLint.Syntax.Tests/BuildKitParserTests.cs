using System.Text.Json;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Syntax.Tests;

/// <summary>The instructions that BuildKit's own parser reads, on its tests and on real files.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class BuildKitParserTests
{
    /// <summary>BuildKit reads flags byte by byte and garbles what is not ASCII; we keep it as written.</summary>
    private static readonly string[] s_deviations = ["quirk-212afd32b8"];

    [Fact]
    public void Real_files_give_the_instructions_of_BuildKit() =>
        Compare(SharedData.Lines("corpus/buildkit.jsonl").Select(entry =>
            (entry.GetProperty("file").GetString()!, SharedData.Text("corpus/" + entry.GetProperty("file").GetString()), entry)), 2957);

    [Fact]
    public void Texts_of_other_tests_give_the_instructions_of_BuildKit() =>
        Compare(SharedData.Lines("cases/buildkit/verdicts.jsonl").Select(entry =>
            (entry.GetProperty("id").GetString()!, entry.GetProperty("dockerfile").GetString()!, entry)), 1317);

    private static void Compare(IEnumerable<(string Name, string Text, JsonElement Entry)> cases, int count)
    {
        int all = 0;
        int accepted = 0;
        List<string> differing = [];
        foreach ((string name, string text, JsonElement entry) in cases)
        {
            all++;
            var file = DockerfileSyntax.Parse(text);
            Assert.Equal(text, file.ToString());
            if (entry.GetProperty("instructions").ValueKind != JsonValueKind.Array
                || entry.GetProperty("error") is { ValueKind: JsonValueKind.Object } error && error.GetProperty("stage").GetString() == "parse")
            {
                continue;
            }

            accepted++;
            string[] expected = [.. entry.GetProperty("instructions").EnumerateArray().Select(e => $"{e[0]}-{e[1]} {e[2].GetString()}")];
            string[] actual = [.. file.Instructions.Select(i =>
                $"{file.Source.PositionOf(i.Extent.Start).Line}-{file.Source.PositionOf(i.Extent.End).Line} {BuildKitDump.Of(i)}")];
            if (!expected.SequenceEqual(actual) && !s_deviations.Contains(name))
            {
                int first = Enumerable.Range(0, Math.Max(expected.Length, actual.Length))
                    .First(i => i >= expected.Length || i >= actual.Length || expected[i] != actual[i]);
                differing.Add($"{name}\n  BuildKit: {expected.ElementAtOrDefault(first)}\n  ours:     {actual.ElementAtOrDefault(first)}");
            }
        }

        Assert.Equal(count, all);
        Assert.True(differing.Count <= accepted / 1000, $"{differing.Count} of {accepted} differ:\n{string.Join("\n", differing.Take(40))}");
    }
}
