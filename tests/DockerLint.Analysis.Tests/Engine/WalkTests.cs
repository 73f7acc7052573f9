using System.Text.Json;
using DockerLint.Analysis.Tests.Pages;
using DockerLint.Semantics;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>One walk for all rules finds what a walk for each finds.</summary>
public sealed class WalkTests
{
    public static TheoryData<string> Texts =>
    [
        .. RuleCatalog.All.SelectMany(rule => RulePage.Read(rule.Code).Examples("Bad").Concat(RulePage.Read(rule.Code).Examples("Good")))
            .Select(example => example.Dockerfile.Text).Distinct(),
        "",
        "\0\uD800",
        "ONBUILD ONBUILD FROM\nFROM\nCOPY --from=\nONBUILD CMD a\nONBUILD MAINTAINER b\n",
        "CMD a\nCMD b\nFROM a as A\nCMD c\nCMD d\nENTRYPOINT e\nFROM A\nHEALTHCHECK NONE\nHEALTHCHECK CMD f\n",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void One_walk_finds_what_each_rule_finds_alone(string text) => Compare(Findings.ModelOf(text));

    [Fact]
    [Trait(SharedData.Trait, SharedData.Conformance)]
    public void One_walk_finds_in_real_files_what_each_rule_finds_alone()
    {
        int count = 0;
        foreach (JsonElement entry in SharedData.Lines("corpus/buildkit.jsonl"))
        {
            count++;
            Compare(Findings.ModelOf(SharedData.Text("corpus/" + entry.GetProperty("file").GetString())));
        }

        Assert.Equal(2957, count);
    }

    private static void Compare(DockerfileModel model) => Assert.Equal(
        RuleCatalog.Rules.SelectMany(rule => Findings.Raw([rule], model)).Order(StringComparer.Ordinal),
        Findings.Raw(RuleCatalog.Rules, model));
}
