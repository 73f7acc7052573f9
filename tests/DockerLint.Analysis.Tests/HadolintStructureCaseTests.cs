using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis.Configuration;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests;

/// <summary>hadolint's rules that are not about shell commands, on hadolint's own assertions and on real files.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class HadolintStructureCaseTests
{
    private static readonly string[] s_codes =
    [
        "DL1001", "DL3000", "DL3002", "DL3006", "DL3007", "DL3011", "DL3012", "DL3020", "DL3021", "DL3022", "DL3023", "DL3024",
        "DL3025", "DL3026", "DL3029", "DL3043", "DL3044", "DL3045", "DL3048", "DL3049", "DL3050", "DL3051", "DL3052", "DL3053",
        "DL3054", "DL3055", "DL3056", "DL3057", "DL3058", "DL3059", "DL3061", "DL3063", "DL3064", "DL3065", "DL3066", "DL3067",
        "DL4000", "DL4003", "DL4004",
    ];

    /// <summary>Where we judge otherwise, on purpose.</summary>
    private static readonly Deviation[] s_deviations =
    [
        new("variables are replaced by their values; one without a value may be anything", "DL3000 DL3006 DL3007 DL3020 DL3029 DL3066", static (at, _) =>
            at.RawText.Contains('$', StringComparison.Ordinal)),
        new("an image of COPY --from needs a tag too", "DL3006", static (at, _) => at is CopySyntax),
        new("a reference that cannot be valid is DK2002's", "DL3006", static (at, model) => at is FromSyntax { Image: { } image } && ImageReference.Parse(model.ValueOf(image)).Error is not null),
        new("the user of a stage whose files alone are taken does not matter", "DL3002", static (at, model) =>
            model.Stages.Any(stage => stage.Instructions.Contains(at) && model.Stages.Any(other => other.Uses.Any(use => use.Stage == stage)))),
        new("a user's name and the path of a file are no secrets", "DL3064", static (at, _) =>
            at.RawText.Contains("USERNAME", StringComparison.OrdinalIgnoreCase) || at.RawText.Contains("FILE", StringComparison.OrdinalIgnoreCase)),
    ];

    [Fact]
    public void Hadolints_own_assertions_hold()
    {
        int all = 0;
        List<string> differing = [];
        foreach (JsonElement entry in SharedData.Lines("cases/hadolint.jsonl"))
        {
            string code = entry.GetProperty("rule").GetString()!;
            if (!s_codes.Contains(code))
                continue;
            all++;
            var linter = NewRules.Linter(new LintOptions { Profile = Profiles.Hadolint, Selected = [code], Policy = HadolintConfig.PolicyOf(entry) });
            bool isExpected = entry.GetProperty("expect").GetString() == "catch";
            foreach (string text in TextsOf(entry).Distinct())
            {
                int count = linter.Lint(new SourceText(text + "\n")).Count(finding => finding.Rule.Code == code);
                bool isRight = isExpected == count > 0 && (!entry.TryGetProperty("count", out JsonElement wanted) || wanted.GetInt32() == count);
                if (!isRight)
                    differing.Add($"{entry.GetProperty("id")}: {count} of {code}, expected {entry.GetProperty("expect")}\n{text}");
            }
        }

        Assert.True(all >= 205, $"{all} cases");
        Assert.True(differing.Count == 0, string.Join("\n", differing));
    }

    [Fact]
    public void Real_files_give_hadolints_findings_but_for_what_we_judge_otherwise()
    {
        var linter = NewRules.Linter(new LintOptions { Profile = Profiles.Hadolint });
        Dictionary<string, Tally> tallies = s_codes.ToDictionary(code => code, _ => new Tally([], [], []));
        int files = 0;
        foreach (JsonElement entry in SharedData.Lines("corpus/hadolint.jsonl"))
        {
            files++;
            string file = entry.GetProperty("file").GetString()!;
            (int Line, string Code)[] findings =
                [.. entry.GetProperty("findings").EnumerateArray().Select(finding => (finding[0].GetInt32(), finding[1].GetString()!))];
            if (findings.Any(finding => finding.Code == "DL1000"))
                continue;
            var model = DockerfileModel.Create(DockerfileSyntax.Parse(SharedData.Text("corpus/" + file)));
            (InstructionSyntax? At, string Code)[] expected =
                [.. findings.Select(finding => (model.Syntax.InstructionAt(model.Syntax.Source.Lines.SpanOf(finding.Line).End), finding.Code))];
            (InstructionSyntax? At, string Code)[] actual =
                [.. linter.Lint(model).Select(finding => (model.Syntax.InstructionAt(finding.Span.Start), finding.Rule.Code))];
            foreach ((InstructionSyntax? at, string code) in expected.Union(actual).Where(finding => s_codes.Contains(finding.Code)))
            {
                bool isOurs = actual.Contains((at, code));
                string place = $"{file}:{model.Syntax.Source.PositionOf(at?.Span.Start ?? 0).Line} {at?.RawText}";
                if (isOurs && expected.Contains((at, code)))
                    tallies[code].Hits.Add(place);
                else if (at is null || !s_deviations.Any(deviation => deviation.Codes.Contains(code) && deviation.Holds(at, model)))
                    (isOurs ? tallies[code].Invented : tallies[code].Missed).Add(place);
            }
        }

        Assert.Equal(2957, files);
        Assert.All(tallies, entry => Assert.True(entry.Value.IsGood, $"{entry.Key}: {entry.Value}"));
    }

    private static IEnumerable<string> TextsOf(JsonElement entry)
    {
        yield return entry.GetProperty("dockerfile").GetString()!;
        if (entry.TryGetProperty("onbuild_dockerfile", out JsonElement onbuild))
            yield return onbuild.GetString()!;
    }

    private sealed record Deviation(string Reason, string Codes, Func<InstructionSyntax, DockerfileModel, bool> Holds);

    private sealed record Tally(List<string> Hits, List<string> Missed, List<string> Invented)
    {
        /// <summary>At least 95 of 100 of hadolint's are ours, and of ours hadolint's.</summary>
        public bool IsGood => Missed.Count * 20 <= Hits.Count + Missed.Count && Invented.Count * 20 <= Hits.Count + Invented.Count;

        public override string ToString() =>
            $"{Hits.Count} found\n  missing:\n{string.Join("\n", Missed)}\n  invented:\n{string.Join("\n", Invented)}";
    }
}
