using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
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
            var linter = new Linter(new LintOptions { Profile = Profiles.Hadolint, Selected = [code], Policy = PolicyOf(entry) });
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
    public void Real_files_give_hadolints_findings()
    {
        var linter = new Linter(new LintOptions { Profile = Profiles.Hadolint });
        Dictionary<string, (List<string> Hits, List<string> Missed, List<string> Invented)> byCode = s_codes.ToDictionary(
            code => code, _ => (new List<string>(), new List<string>(), new List<string>()));
        foreach (JsonElement entry in SharedData.Lines("corpus/hadolint.jsonl"))
        {
            string file = entry.GetProperty("file").GetString()!;
            (int Line, string Code)[] findings = [.. entry.GetProperty("findings").EnumerateArray().Select(finding => (finding[0].GetInt32(), finding[1].GetString()!))];
            if (findings.Any(finding => finding.Code == "DL1000"))
                continue;
            DockerfileSyntax syntax = DockerfileSyntax.Parse(SharedData.Text("corpus/" + file));
            int StartOf(int offset) => syntax.InstructionAt(offset)?.Extent.Start ?? -1;
            HashSet<(int At, string Code)> expected = [.. findings.Select(finding => (StartOf(syntax.Source.Lines.SpanOf(finding.Line).End), finding.Code))];
            HashSet<(int At, string Code)> actual = [.. linter.Lint(Semantics.DockerfileModel.Create(syntax)).Select(finding => (StartOf(finding.Span.Start), finding.Rule.Code))];
            foreach ((int at, string code) in expected.Union(actual).Where(finding => s_codes.Contains(finding.Code)))
            {
                string place = $"{file}:{syntax.Source.PositionOf(Math.Max(at, 0)).Line} {syntax.Source.Slice(syntax.InstructionAt(at)?.Span ?? default)}";
                bool isExpected = expected.Contains((at, code));
                (isExpected && actual.Contains((at, code)) ? byCode[code].Hits : isExpected ? byCode[code].Missed : byCode[code].Invented).Add(place);
            }
        }

        IEnumerable<string> report = byCode.Where(entry => entry.Value.Missed.Count + entry.Value.Invented.Count > 0).Select(entry =>
            $"{entry.Key}: {entry.Value.Hits.Count} found\n  missed {entry.Value.Missed.Count}\n{string.Join("\n", entry.Value.Missed.Select(place => "    " + place[..Math.Min(place.Length, 160)].ReplaceLineEndings(" ")))}\n  invented {entry.Value.Invented.Count}\n{string.Join("\n", entry.Value.Invented.Select(place => "    " + place[..Math.Min(place.Length, 160)].ReplaceLineEndings(" ")))}");
        File.WriteAllText("/tmp/hs/report.txt", string.Join("\n", report));
    }

    private static IEnumerable<string> TextsOf(JsonElement entry)
    {
        yield return entry.GetProperty("dockerfile").GetString()!;
        if (entry.TryGetProperty("onbuild_dockerfile", out JsonElement onbuild))
            yield return onbuild.GetString()!;
    }

    private static PolicyOptions PolicyOf(JsonElement entry)
    {
        if (!entry.TryGetProperty("config", out JsonElement config))
            return PolicyOptions.None;
        PolicyOptions policy = PolicyOptions.None;
        if (config.TryGetProperty("allowedRegistries", out JsonElement registries))
            policy = policy with { TrustedRegistries = [.. registries.EnumerateArray().Select(registry => new RegistryPattern(registry.GetString()!))] };
        if (config.TryGetProperty("labelSchema", out JsonElement labels))
            policy = policy with { Labels = labels.EnumerateObject().ToImmutableDictionary(label => label.Name, label => LabelKinds.Find(label.Value.GetString()!)!.Value) };
        if (config.TryGetProperty("strictLabels", out JsonElement strict))
            policy = policy with { StrictLabels = strict.GetBoolean() };
        return policy;
    }
}
