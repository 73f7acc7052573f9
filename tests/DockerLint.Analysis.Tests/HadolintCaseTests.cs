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
    private static readonly string[] s_onCommands =
    [
        "DL3001", "DL3003", "DL3004", "DL3008", "DL3009", "DL3010", "DL3013", "DL3014", "DL3015", "DL3016", "DL3018",
        "DL3019", "DL3027", "DL3028", "DL3030", "DL3032", "DL3033", "DL3034", "DL3035", "DL3036", "DL3037", "DL3038",
        "DL3040", "DL3041", "DL3042", "DL3046", "DL3047", "DL3059", "DL3060", "DL3062", "DL4001", "DL4005", "DL4006",
    ];

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
            Linter linter = new(new LintOptions { Profile = Profiles.Hadolint, Selected = [rule.Code], Policy = HadolintConfig.PolicyOf(entry) });
            int found = linter.Lint(new SourceText(text)).Count(finding => finding.Rule == rule);
            bool isRight = entry.GetProperty("expect").GetString() == "clean" ? found == 0
                : entry.TryGetProperty("count", out JsonElement count) ? found == count.GetInt32()
                : found > 0;
            if (!isRight)
                differing.Add($"{id}: {found} found, {entry.GetProperty("expect")} expected\n{text}");
        }

        Assert.Equal(586, all);
        string report = $"{differing.Count} of {judged} differ, no rule yet for {string.Join(", ", unknown)}\n{string.Join("\n", differing)}";
        Assert.InRange(judged, 428, all);
        Assert.True(differing.Count == 0, report);
    }

    [Fact]
    public void Real_files_give_hadolints_findings()
    {
        int files = 0;
        SortedDictionary<string, (int Hits, int Missed, int Invented)> byCode = new(StringComparer.Ordinal);
        SortedDictionary<string, int> byClass = new(StringComparer.Ordinal);
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
                if (isExpected != isActual && HadolintDeviations.Of(code, isActual, line, model) is { } known)
                {
                    known = $"{code} {known}";
                    byClass[known] = byClass.GetValueOrDefault(known) + 1;
                    continue;
                }

                byCode[code] = (hits + (isExpected && isActual ? 1 : 0), missed + (isActual ? 0 : 1), invented + (isExpected ? 0 : 1));
                if (isExpected != isActual)
                    differing.Add(string.Create(CultureInfo.InvariantCulture, $"{(isActual ? "invented" : "missed")} {code} {file}:{line}"));
            }
        }

        Assert.Equal(2957, files);
        string report = $"{string.Join("\n", byCode)}\n{string.Join("\n", byClass)}\n{string.Join("\n", differing)}";
        foreach ((string code, (int hits, int missed, int invented)) in byCode)
            Assert.True(missed * 20 <= hits + missed && invented * 20 <= hits + invented, $"{code}\n{report}");
    }

    /// <summary>The rules on what the commands of RUN do.</summary>
    private static bool IsCompared(string code) => s_onCommands.Contains(code);

    /// <summary>hadolint reports at the first line of an instruction.</summary>
    private static int LineOf(Diagnostic finding, DockerfileModel model)
    {
        int start = model.Syntax.InstructionAt(finding.Span.Start)?.KeywordSpan.Start ?? finding.Span.Start;
        return model.Syntax.Source.PositionOf(start).Line;
    }
}
