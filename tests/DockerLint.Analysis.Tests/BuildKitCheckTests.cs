using System.Globalization;
using System.Text.Json;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests;

/// <summary>BuildKit's checks: the same ones on the same lines.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class BuildKitCheckTests
{
    private static readonly Linter s_linter = new(new LintOptions { Profile = Profiles.BuildKit });

    [Fact]
    public void Real_files_give_the_checks_of_BuildKit() =>
        Compare(SharedData.Lines("corpus/buildkit.jsonl").Select(entry =>
            (entry.GetProperty("file").GetString()!, SharedData.Text("corpus/" + entry.GetProperty("file").GetString()), entry)), 2957);

    [Fact]
    public void Texts_of_other_tests_give_the_checks_of_BuildKit() =>
        Compare(SharedData.Lines("cases/buildkit/verdicts.jsonl").Select(entry =>
            (entry.GetProperty("id").GetString()!, entry.GetProperty("dockerfile").GetString()!, entry)), 1317);

    private static void Compare(IEnumerable<(string Name, string Text, JsonElement Entry)> cases, int count)
    {
        int all = 0;
        int accepted = 0;
        List<string> differing = [];
        Dictionary<string, (int Hits, int Missed, int Invented)> byCheck = [];
        foreach ((string name, string text, JsonElement entry) in cases)
        {
            all++;
            string[] actual = ChecksOf(DockerfileModel.Create(DockerfileSyntax.Parse(text)));
            if (entry.GetProperty("error").ValueKind == JsonValueKind.Object || entry.GetProperty("checks").ValueKind != JsonValueKind.Array)
                continue;
            accepted++;
            string[] expected = [.. entry.GetProperty("checks").EnumerateArray()
                .Select(check => $"{check[0]} {check[1]}").Distinct().Order(StringComparer.Ordinal)];
            foreach (string check in expected.Concat(actual).Distinct())
            {
                string key = check.Split(' ')[1];
                (int hits, int missed, int invented) = byCheck.GetValueOrDefault(key);
                byCheck[key] = (
                    hits + (expected.Contains(check) && actual.Contains(check) ? 1 : 0),
                    missed + (actual.Contains(check) ? 0 : 1),
                    invented + (expected.Contains(check) ? 0 : 1));
            }

            if (!expected.SequenceEqual(actual))
                differing.Add($"{name}\n  missing:  {string.Join(", ", expected.Except(actual))}\n  invented: {string.Join(", ", actual.Except(expected))}");
        }

        Assert.Equal(count, all);
        string report = $"{differing.Count} of {accepted} differ:\n{string.Join("\n", differing.Take(40))}\n{string.Join("\n", byCheck)}";
        Assert.True(differing.Count * 100 <= accepted, report);
        foreach ((string check, (int hits, int missed, int invented)) in byCheck)
        {
            bool isRight = hits + missed < 10 ? missed + invented == 0 : missed * 20 <= hits + missed && invented * 20 <= hits + invented;
            Assert.True(isRight, $"{check}: {hits} found, {missed} missed, {invented} invented\n{report}");
        }
    }

    /// <summary>
    /// Cases of BuildKit's own tests whose recorded warnings belong to another text: this one's are at lines 3 and
    /// 4, where its text has a blank line and a FROM.
    /// </summary>
    private static readonly string[] s_misrecorded = ["testLegacyKeyValueFormat#3"];

    [Fact]
    public void BuildKits_own_tests_give_its_checks()
    {
        int all = 0;
        List<string> differing = [];
        foreach (JsonElement entry in SharedData.Lines("cases/buildkit/lint.jsonl"))
        {
            all++;
            string text = entry.GetProperty("dockerfile").GetString()!;
            BuildOptions options = BuildOptions.Default;
            foreach (JsonProperty attribute in entry.GetProperty("attrs").EnumerateObject())
            {
                if (attribute.Name.StartsWith("build-arg:", StringComparison.Ordinal))
                    options = options with { BuildArguments = options.BuildArguments.SetItem(attribute.Name[10..], attribute.Value.GetString()!) };
                else if (attribute.Name == "platform")
                    options = options with { Platform = attribute.Value.GetString()! };
            }

            var facts = new Facts.FactSet
            {
                Ignore = entry.GetProperty("dockerignore").GetString() is { } ignore ? Semantics.Patterns.IgnoreFile.Parse(ignore) : null,
            };
            string[] expected = [.. entry.GetProperty("warnings").EnumerateArray()
                .Select(check => string.Create(CultureInfo.InvariantCulture, $"{check.GetProperty("line")} {check.GetProperty("rule")}"))
                .Distinct().Order(StringComparer.Ordinal)];
            string[] actual = ChecksOf(DockerfileModel.Create(DockerfileSyntax.Parse(text), options), facts);
            if (!expected.SequenceEqual(actual) && !s_misrecorded.Contains(entry.GetProperty("test").GetString()))
                differing.Add($"{entry.GetProperty("test")}\n{text}\n  missing:  {string.Join(", ", expected.Except(actual))}\n  invented: {string.Join(", ", actual.Except(expected))}");
        }

        Assert.Equal(40, all);
        Assert.True(differing.Count == 0, string.Join("\n", differing));
    }

    private static string[] ChecksOf(DockerfileModel model, Facts.FactSet? facts = null) =>
        [.. s_linter.Lint(model, facts)
            .Where(finding => finding.Rule.IsBuildKitCheck)
            .Select(finding => $"{model.Syntax.Source.PositionOf(finding.Span.Start).Line} {finding.Rule.Name}")
            .Distinct().Order(StringComparer.Ordinal)];
}
