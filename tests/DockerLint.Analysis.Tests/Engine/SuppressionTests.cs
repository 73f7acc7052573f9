using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>Comments that suppress findings: ours, hadolint's and BuildKit's.</summary>
public sealed class SuppressionTests
{
    private static readonly LintOptions s_tags = Findings.Only("DL3006", "DL3007");
    private static readonly LintOptions s_all = new() { Profile = Profiles.All };

    [Theory]
    [InlineData("# dockerlint ignore=DL3006")]
    [InlineData("#dockerlint ignore=DL3006")]
    [InlineData("#  dockerlint   ignore = DL3006")]
    [InlineData("# dockerlint ignore=dl3006")]
    [InlineData("# dockerlint ignore=MissingTag")]
    [InlineData("# dockerlint ignore=DL3007,DL3006")]
    [InlineData("# dockerlint ignore=DL3007 , DL3006 moved by our mirror")]
    [InlineData("# dockerlint ignore=DL3006 moved by our mirror, see the notes")]
    [InlineData("# dockerlint ignore=DL3006# moved")]
    [InlineData("# hadolint ignore=DL3006")]
    [InlineData("# hadolint ignore=DL3007,DL3006 # moved")]
    [InlineData("# hadolint stage ignore=DL3006")]
    [InlineData("# dockerlint stage ignore=DL3006")]
    [InlineData("# hadolint global ignore=DL3006")]
    [InlineData("# dockerlint global ignore=DL3006")]
    [InlineData("# dockerlint ignore=DL3006\n")]
    [InlineData("# dockerlint ignore=DL3006\n# why not")]
    [InlineData("# dockerlint ignore=DL3007\n# dockerlint ignore=DL3006")]
    [InlineData("# hadolint ignore=DL3006\n# hadolint ignore=DL3007")]
    [InlineData("  # dockerlint ignore=DL3006")]
    public void A_comment_above_an_instruction_suppresses_what_it_names(string comment) =>
        Assert.Empty(Findings.Of($"{comment}\nFROM alpine\n", s_tags));

    [Theory]
    [InlineData("# dockerlint ignore=DL3007")]
    [InlineData("# dockerlint ignore=DL300")]
    [InlineData("# dockerlint ignore=because of DL3006")]
    [InlineData("# dockerlint ignore DL3006")]
    [InlineData("# dockerlint ignores=DL3006")]
    [InlineData("# dockerlintignore=DL3006")]
    [InlineData("# mylint ignore=DL3006")]
    [InlineData("# ignore=DL3006")]
    [InlineData("# dockerlint ignore=")]
    [InlineData("# dockerlint")]
    [InlineData("# hadolint global")]
    public void Another_comment_suppresses_nothing(string comment) =>
        Assert.Equal(["2:6 DL3006"], Findings.Of($"{comment}\nFROM alpine\n", s_tags));

    [Fact]
    public void A_comment_reaches_only_the_next_instruction() => Assert.Equal(
        ["3:6 DL3006"], Findings.Of("# dockerlint ignore=DL3006\nFROM alpine\nFROM debian\n", s_tags));

    [Fact]
    public void A_comment_for_a_stage_reaches_to_the_next_one() => Assert.Equal(
        ["1:6 DL3006", "5:6 DL3006", "6:13 DL3006"],
        Findings.Of("FROM a\n# dockerlint stage ignore=DL3006\nFROM b\nCOPY --from=c x /\nFROM d\nCOPY --from=e x /\n", s_tags));

    [Fact]
    public void A_comment_for_a_stage_stands_above_FROM() => Assert.Equal(
        ["1:6 DL3006", "3:13 DL3006"],
        Findings.Of("FROM a\n# dockerlint stage ignore=DL3006\nCOPY --from=c x /\n", s_tags));

    [Theory]
    [InlineData("# hadolint global ignore=DL3006\nFROM a\nCOPY --from=b x /\n")]
    [InlineData("FROM a\nCOPY --from=b x /\n# hadolint global ignore=DL3006\n")]
    [InlineData("FROM a\nRUN x \\\n  # dockerlint global ignore=DL3006\n  y\nCOPY --from=b x /\n")]
    public void A_comment_for_the_file_may_stand_anywhere(string text) => Assert.Empty(Findings.Of(text, s_tags));

    [Theory]
    [InlineData("FROM a:1\nENV KEY=1 \\\n# dockerlint ignore=DK1012\n  TOKEN=2\n", "2:5 DK1012")]
    [InlineData("FROM a:1\nENV KEY=1 \\\n  # dockerlint ignore=DK1012 a reason\n  TOKEN=2 \\\n  SECRET=3\n", "2:5 DK1012", "5:3 DK1012")]
    [InlineData("FROM a:1\nENV KEY=1 \\\n# dockerlint ignore=DK1012\n# hadolint ignore=DL3006\n\n  TOKEN=2\n", "2:5 DK1012")]
    [InlineData("FROM a:1\nENV KEY=1 \\\n# dockerlint ignore=DL3006\n# dockerlint ignore=DK1012\n  TOKEN=2\n", "2:5 DK1012")]
    [InlineData("FROM a:1\n# dockerlint ignore=DK1012\nENV KEY=1 \\\n  TOKEN=2\n")]
    public void Inside_a_continued_instruction_a_comment_reaches_the_next_line(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.Of(text, Findings.Only("DK1012")));

    [Fact]
    public void Text_of_a_here_document_is_no_comment() => Assert.Equal(
        ["1:6 DL3006"], Findings.Of("FROM a\nRUN <<EOF\n# dockerlint global ignore=DL3006\nEOF\n", s_tags));

    [Fact]
    public void A_finding_of_two_instructions_is_suppressed_above_either()
    {
        const string Ignore = "# dockerlint ignore=DK1009\n";
        Assert.Single(Findings.OfRule("DK1009", "FROM a\nCMD a\nCMD b\n"));
        Assert.Empty(Findings.OfRule("DK1009", $"FROM a\n{Ignore}CMD a\nCMD b\n"));
        Assert.Empty(Findings.OfRule("DK1009", $"FROM a\nCMD a\n{Ignore}CMD b\n"));
    }

    [Fact]
    public void An_instruction_put_off_by_ONBUILD_is_suppressed_above_ONBUILD() => Assert.Empty(
        Findings.Of("FROM a:1\n# dockerlint ignore=DL1000\nONBUILD RUM x\n", Findings.Only()));

    [Theory]
    [InlineData("# dockerlint ignore=DL3006", Profiles.Hadolint, "2:6 DL3006", "3:1 DL4000")]
    [InlineData("# hadolint ignore=DL3006", Profiles.Hadolint, "3:1 DL4000")]
    [InlineData("# hadolint global ignore=DL3006,DL4000", Profiles.Hadolint)]
    [InlineData("# dockerlint global ignore=DL3006,DL4000", Profiles.Hadolint, "2:6 DL3006", "3:1 DL4000")]
    [InlineData("# dockerlint global ignore=DL3006,DL4000", Profiles.Recommended)]
    [InlineData("# hadolint global ignore=DL3006,DL4000", Profiles.Recommended)]
    [InlineData("# hadolint global ignore=DL3006,DL4000", Profiles.BuildKit, "3:1 DL4000")]
    [InlineData("# dockerlint global ignore=DL3006,DL4000", Profiles.BuildKit, "3:1 DL4000")]
    [InlineData("# check=skip=MaintainerDeprecated", Profiles.BuildKit)]
    [InlineData("# check=skip=MaintainerDeprecated", Profiles.Recommended, "2:6 DL3006")]
    [InlineData("# check=skip=MaintainerDeprecated", Profiles.Hadolint, "2:6 DL3006", "3:1 DL4000")]
    public void Under_the_profile_of_a_peer_only_its_own_comments_count(string comment, Profiles profile, params string[] expected)
    {
        string text = $"{comment}\nFROM alpine\nMAINTAINER me\n";
        Assert.Equal(expected, Findings.Of(text, new LintOptions { Profile = profile }));
    }

    [Theory]
    [InlineData("# dockerlint global ignore=DL4000")]
    [InlineData("# hadolint global ignore=DL4000")]
    [InlineData("# check=skip=all")]
    public void Comments_can_be_switched_off(string comment) => Assert.Equal(
        ["3:1 DL4000"],
        Findings.Of($"{comment}\nFROM alpine:3.20\nMAINTAINER me\n", new LintOptions { InlineIgnores = false }));

    [Theory]
    [InlineData("# check=skip=SecretsUsedInArgOrEnv", "3:5 DK1010")]
    [InlineData("# check=skip=LegacyKeyValueFormat,SecretsUsedInArgOrEnv")]
    [InlineData("# CHECK=skip=LegacyKeyValueFormat,SecretsUsedInArgOrEnv // a reason")]
    [InlineData("# check=skip=all")]
    [InlineData("# check=skip=all;error=false")]
    [InlineData("# check=skip=legacykeyvalueformat", "3:5 DK1010", "3:5 DK1012")]
    [InlineData("# check=skip=DK1010", "3:5 DK1010", "3:5 DK1012")]
    [InlineData("#!/usr/bin/env dockerfile\n# check=skip=all")]
    public void The_check_directive_skips_checks_by_name(string directive, params string[] expected) =>
        Assert.Equal(expected, Findings.Of($"{directive}\nFROM a\nENV KEY value\n", Findings.Only("DK1010", "DK1012")));

    [Theory]
    [InlineData("# check=skip=LegacyKeyValueFormat", "3:5 DK1012")]
    [InlineData("# check=skip=LegacyKeyValueFormat // a reason", "3:5 DK1012")]
    [InlineData("# check=skip=all")]
    [InlineData("# why\n# check=skip=all\n# and more")]
    [InlineData("# check=skip=all\n")]
    [InlineData("# check=skip=all\n#", "4:5 DK1010", "4:5 DK1012")]
    [InlineData("# check=skip=SecretsUsedInArgOrEnv\n# check=skip=LegacyKeyValueFormat", "4:5 DK1010")]
    [InlineData("# check=nonsense\n# check=skip=LegacyKeyValueFormat", "4:5 DK1012")]
    [InlineData("  # check=skip=all", "3:5 DK1010", "3:5 DK1012")]
    public void A_check_comment_above_an_instruction_skips_checks_there(string comment, params string[] expected) =>
        Assert.Equal(expected, Findings.Of($"FROM a\n{comment}\nENV KEY value\n", Findings.Only("DK1010", "DK1012")));

    [Theory]
    [InlineData("DL3024", "FROM a AS x\n{0}FROM b AS x\n")]
    [InlineData("DL3063", "{0}FROM a AS scratch\n")]
    [InlineData("DK1003", "FROM a\n{0}RUN a \\\n\n b\n")]
    [InlineData("DK1004", "FROM a\n{0}run x\n")]
    [InlineData("DK1013", "ARG X\n{0}FROM $X\n")]
    public void Some_checks_are_reached_by_the_directive_only(string code, string text)
    {
        string name = RuleCatalog.Find(code)!.Name;
        Assert.NotEmpty(Findings.OfRule(code, "\n" + text.Replace("{0}", $"# check=skip={name}\n", StringComparison.Ordinal)));
        Assert.NotEmpty(Findings.OfRule(code, "\n" + text.Replace("{0}", "# check=skip=all\n", StringComparison.Ordinal)));
        Assert.Empty(Findings.OfRule(code, $"# check=skip={name}\n{text.Replace("{0}", "", StringComparison.Ordinal)}"));
        Assert.Empty(Findings.OfRule(code, "\n" + text.Replace("{0}", $"# dockerlint ignore={code}\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("# check=skip=all")]
    [InlineData("# check=skip=NoLatestTag")]
    public void Rules_that_are_no_checks_of_BuildKit_are_not_skipped(string directive) =>
        Assert.Equal(["2:8 DL3007"], Findings.Of($"{directive}\nFROM a:latest\n", s_tags));

    [Theory]
    [InlineData("# check=experimental=InvalidDefinitionDescription", "3:1 DK1016")]
    [InlineData("# check=experimental=all", "3:1 DK1016")]
    [InlineData("# check=experimental=all;skip=all", "3:1 DK1016")]
    [InlineData("# check=experimental=Other")]
    [InlineData("# check=skip=all")]
    [InlineData("# syntax=docker/dockerfile:1")]
    public void An_experimental_check_is_asked_for_by_the_directive(string directive, params string[] expected) =>
        Assert.Equal(expected, Findings.Of($"{directive}\n# some words\nARG A=1\nFROM a:$A\n", new LintOptions { Profile = Profiles.BuildKit }));

    [Fact]
    public void An_experimental_check_is_asked_for_above_an_instruction() => Assert.Equal(
        ["4:1 DK1016"],
        Findings.Of(
            "FROM a:1\n# check=experimental=all\n# some words\nARG A=1\n# some words\nARG B=1\n",
            new LintOptions { Profile = Profiles.BuildKit }));

    [Fact]
    public void An_experimental_check_runs_where_it_is_selected_or_has_a_level_or_all_run()
    {
        const string Text = "FROM a:1\n# some words\nARG A=1\nLABEL a=$A\n";
        Assert.Equal(["2:1 DK1016"], Findings.Of(Text, Findings.Only("DK1016")));
        Assert.Equal(["1:1 DL3057", "1:6 DK2003", "2:1 DK1016"], Findings.Of(Text, s_all));
        Assert.Equal(["2:1 DK1016"], Findings.Of(Text, new LintOptions { Severities = s_all.Severities.Add("DK1016", Severity.Error) }));
        Assert.Empty(Findings.Of(Text));
    }

    [Theory]
    [InlineData("# check=error=true", Profiles.Recommended, Severity.Error)]
    [InlineData("# check=skip=Other;error=1", Profiles.BuildKit, Severity.Error)]
    [InlineData("# check=error=false", Profiles.Recommended, Severity.Warning)]
    [InlineData("# check=error=true", Profiles.Hadolint, Severity.Warning)]
    [InlineData("# no directive", Profiles.Recommended, Severity.Warning)]
    public void The_directive_makes_checks_errors(string directive, Profiles profile, Severity expected)
    {
        Diagnostic check = new Linter(new LintOptions { Profile = profile })
            .Lint(new SourceText($"{directive}\nFROM --platform=$TARGETPLATFORM alpine:3.20\n")).Single();
        Assert.Equal(("DL3065", expected), (check.Rule.Code, check.Severity));
    }

    [Fact]
    public void The_directive_leaves_the_level_of_other_rules() => Assert.Equal(
        Severity.Warning, new Linter().Lint(new SourceText("# check=error=true\nFROM a:latest\n")).Single().Severity);
}
