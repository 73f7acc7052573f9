using System.Text.Json;
using CsCheck;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Tests.Pages;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>One walk for all rules finds what the plain loop finds for each.</summary>
public sealed class WalkTests
{
    public static TheoryData<string> Texts =>
    [
        .. RuleCatalog.All.SelectMany(rule => RulePage.Read(rule.Code).Examples("Bad").Concat(RulePage.Read(rule.Code).Examples("Good")))
            .Select(example => example.Dockerfile.Text).Concat(Samples.All.Select(sample => sample.Text)).Distinct(),
        "",
        "\0\uD800",
        "ONBUILD ONBUILD FROM\nFROM\nCOPY --from=\nONBUILD CMD a\nONBUILD MAINTAINER b\n",
        "FROM a\nRUN pip3.12 install b && sudo -E python3 -m pip install c | /bin/echo -e d && sh -c 'cd e; curl f -o g'\nONBUILD RUN sudo apt install h\n",
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

    [Fact]
    public void Any_text_is_linted_and_findings_lie_in_it()
    {
        string[] pieces =
        [
            .. Enum.GetNames<Syntax.Tree.InstructionKind>().Select(name => $"\n{name} "), "# dockerlint ignore=", "DL3006", "# check=skip=all", "\\\n",
            "<<E", "\nE\n", "--from=", "--platform=", "$A", "${A:-", "}", "a:latest", " AS ", "[\"", "\"]", "=", ",", "../", "{{", "}}", "#", "\n", "\r\n", " ", "\0", "\uD800", "80/TCP",
        ];
        var linter = new Linter(new LintOptions { Profile = Profiles.All });
        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[0, 40].Sample(
            parts =>
            {
                string text = string.Concat(parts);
                foreach (Diagnostic finding in linter.Lint(new SourceText(text)))
                    Assert.InRange(finding.Span.End, finding.Span.Start, text.Length);
            },
            iter: 2000);
    }

    private static void Compare(DockerfileModel model) => Assert.Equal(
        RuleCatalog.Rules.SelectMany(rule => PlainLoop.Run(rule, model)).Select(Findings.TextOf).Order(StringComparer.Ordinal),
        Findings.Raw(RuleCatalog.Rules, model));
}
