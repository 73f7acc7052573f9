using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests;

/// <summary>hadolint's rules: the same verdicts on its own cases and on real files.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class HadolintCaseTests
{
    /// <summary>Cases that we judge otherwise, and why.</summary>
    private static readonly Dictionary<string, string> s_deviations = new()
    {
    };

    [Fact]
    public void Hadolints_own_cases_are_judged_as_it_does()
    {
        int all = 0;
        int judged = 0;
        List<string> differing = [];
        SortedDictionary<string, int> unknown = new(StringComparer.Ordinal);
        foreach (JsonElement entry in SharedData.Lines("cases/hadolint.jsonl"))
        {
            all++;
            string code = entry.GetProperty("rule").GetString()!;
            if (RuleCatalog.Find(code) is not { } rule)
            {
                unknown[code] = unknown.GetValueOrDefault(code) + 1;
                continue;
            }

            judged++;
            string id = entry.GetProperty("id").GetString()!;
            string property = entry.TryGetProperty("onbuild_dockerfile", out _) ? "onbuild_dockerfile" : "dockerfile";
            string text = entry.GetProperty(property).GetString()! + "\n";
            Linter linter = new(new LintOptions { Profile = Profiles.Hadolint, Selected = [rule.Code] });
            int found = linter.Lint(new SourceText(text)).Count(finding => finding.Rule == rule);
            bool isRight = entry.GetProperty("expect").GetString() == "clean" ? found == 0
                : entry.TryGetProperty("count", out JsonElement count) ? found == count.GetInt32()
                : found > 0;
            if (!isRight && !s_deviations.ContainsKey(id))
                differing.Add($"{id}: {found} found, {entry.GetProperty("expect")} expected\n{text}");
        }

        Assert.Equal(586, all);
        string report = $"{differing.Count} of {judged} differ, no rule yet for {string.Join(", ", unknown)}\n{string.Join("\n", differing)}";
        Assert.True(s_deviations.Count * 50 <= judged, report);
        Assert.True(differing.Count == 0, report);
    }

    [Fact]
    public void Real_files_give_hadolints_findings()
    {
        int files = 0;
        SortedDictionary<string, (int Hits, int Missed, int Invented)> byCode = new(StringComparer.Ordinal);
        List<string> differing = [];
        Linter linter = new(new LintOptions { Profile = Profiles.Hadolint });
        foreach (JsonElement entry in SharedData.Lines("corpus/hadolint.jsonl"))
        {
            files++;
            string file = entry.GetProperty("file").GetString()!;
            (int Line, string Code)[] findings =
                [.. entry.GetProperty("findings").EnumerateArray().Select(finding => (finding[0].GetInt32(), finding[1].GetString()!))];
            if (findings.Any(static finding => finding.Code == "DL1000"))
                continue;
            DockerfileModel model = DockerfileModel.Create(DockerfileSyntax.Parse(SharedData.Text("corpus/" + file)));
            HashSet<(int, string)> expected = [.. findings.Where(static finding => IsCompared(finding.Code))];
            HashSet<(int, string)> actual = [.. linter.Lint(model).Where(static finding => IsCompared(finding.Rule.Code)).Select(finding => (LineOf(finding, model), finding.Rule.Code))];
            foreach ((int line, string code) in expected.Union(actual))
            {
                (int hits, int missed, int invented) = byCode.GetValueOrDefault(code);
                bool isExpected = expected.Contains((line, code));
                bool isActual = actual.Contains((line, code));
                byCode[code] = (hits + (isExpected && isActual ? 1 : 0), missed + (isActual ? 0 : 1), invented + (isExpected ? 0 : 1));
                if (isExpected != isActual)
                    differing.Add(string.Create(CultureInfo.InvariantCulture, $"{(isActual ? "invented" : "missed")} {code} {file}:{line}"));
            }
        }

        Assert.Equal(2957, files);
        File.WriteAllLines("/tmp/hado-diff.txt", differing);
        string report = string.Join("\n", byCode);
        foreach ((string code, (int hits, int missed, int invented)) in byCode)
            Assert.True(missed * 20 <= hits + missed && invented * 20 <= hits + invented, $"{code}\n{report}");
    }

    /// <summary>Rules on what RUN does; those on structure are compared elsewhere.</summary>
    private static bool IsCompared(string code) => code.StartsWith("DL", StringComparison.Ordinal) && RuleCatalog.Find(code) is not null;

    /// <summary>hadolint reports at the first line of an instruction.</summary>
    private static int LineOf(Diagnostic finding, DockerfileModel model)
    {
        int start = model.Syntax.InstructionAt(finding.Span.Start)?.KeywordSpan.Start ?? finding.Span.Start;
        return model.Syntax.Source.PositionOf(start).Line;
    }
}
