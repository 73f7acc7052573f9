using System.Text.Json;
using DockerLint.Analysis;

namespace DockerLint.Cli.Tests;

public sealed class RuleCommandTests
{
    [Theory]
    [InlineData("DL3007")]
    [InlineData("dl3007")]
    [InlineData("NoLatestTag")]
    public void A_rule_is_explained_by_any_of_its_names(string name)
    {
        Run run = Run.Here("explain", name);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("DL3007: NoLatestTag\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n" + RuleCatalog.Find("DL3007")!.Url + "\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void An_unknown_rule_is_an_error_with_the_nearest_one() =>
        Assert.Equal("dockerlint: explain: unknown rule 'NoLatestTags'; did you mean 'NoLatestTag'?\n", Run.Here("explain", "NoLatestTags").Error);

    [Fact]
    public void All_rules_are_listed()
    {
        string[] lines = Run.Here("rules").Output.TrimEnd('\n').Split('\n');
        Assert.Matches("^Code +Name +Level +Profiles +Fix *$", lines[0]);
        Assert.Equal(RuleCatalog.All.Select(rule => rule.Code), lines[1..].Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void All_rules_are_listed_for_programs()
    {
        JsonElement[] rules = [.. Run.Here("rules", "--format", "json").Json.EnumerateArray()];
        Assert.Equal(RuleCatalog.All.Select(rule => rule.Code), rules.Select(rule => rule.GetProperty("code").GetString()));
        Assert.All(rules, rule => Assert.Equal(
            ["code", "name", "level", "category", "profiles", "fix", "summary", "aliases", "supersedes", "url"],
            rule.EnumerateObject().Select(property => property.Name)));
    }
}
