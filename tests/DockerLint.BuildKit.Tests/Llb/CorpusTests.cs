using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Llb;
using DockerLint.Syntax.Tree;

namespace DockerLint.BuildKit.Tests.Llb;

/// <summary>The graphs that BuildKit's own front end makes of real Dockerfiles.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class CorpusTests
{
    [Fact]
    public async Task Graphs_are_those_of_BuildKit()
    {
        var wrong = new StringBuilder();
        int count = 0;
        int different = 0;
        foreach (JsonElement entry in SharedData.Lines("cases/llb.jsonl"))
        {
            count++;
            string file = entry.GetProperty("file").GetString()!;
            PlanResult planned = await Planner.PlanAsync(
                new BuildRequest(DockerfileSyntax.Parse(SharedData.Text($"corpus/{file}"))), new AnyImage(), TestContext.Current.CancellationToken);
            if (!planned.Success)
            {
                different++;
                wrong.AppendLine($"{file}: {planned.Errors[0].Message}");
                continue;
            }

            string config = GraphText.Sorted(WithoutLayers(planned.Plan.Target.ConfigWithHistory.Write()));
            string expected = GraphText.Sorted(WithoutLayers(Encoding.UTF8.GetBytes(entry.GetProperty("config").GetRawText())));
            string[] ours = GraphText.Of(LlbGraph.Of(planned.Plan, new LlbOptions()).Definition);
            string[] theirs = GraphText.Of(JsonNode.Parse(entry.GetProperty("ops").GetRawText())!);
            if (ours.SequenceEqual(theirs) && config == expected)
                continue;
            different++;
            wrong.AppendLine(file);
            foreach (string line in theirs.Except(ours).Take(2))
                wrong.AppendLine($"  - {line}");
            foreach (string line in ours.Except(theirs).Take(2))
                wrong.AppendLine($"  + {line}");
            if (config != expected)
                wrong.AppendLine($"  - {expected}\n  + {config}");
        }

        Assert.True(different == 0 && count > 400, $"{different} of {count} differ\n{wrong}");
    }

    private static JsonObject WithoutLayers(byte[] config)
    {
        JsonObject json = JsonNode.Parse(config)!.AsObject();
        json.Remove("rootfs");
        return json;
    }
}
