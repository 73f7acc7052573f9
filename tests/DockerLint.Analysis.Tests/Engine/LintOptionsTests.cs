using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>Which rules run, and at which level.</summary>
public sealed class LintOptionsTests
{
    /// <summary>Hadolint's rule, one of BuildKit and one that only BuildKit's profile has.</summary>
    private const string Text = "FROM node:latest\nENV a b\nENV c=$d\nRUM x\n";

    [Theory]
    [InlineData(Profiles.Recommended, "1:11 DL3007", "2:5 DK1010", "4:1 DL1000")]
    [InlineData(Profiles.Hadolint, "1:11 DL3007", "4:1 DL1000")]
    [InlineData(Profiles.BuildKit, "2:1 DK1010", "3:1 DK1008", "4:1 DL1000")]
    [InlineData(Profiles.All, "1:1 DL3057", "1:6 DK2003", "1:11 DL3007", "2:5 DK1010", "3:1 DK1028", "3:7 DK1008", "4:1 DL1000")]
    [InlineData(Profiles.None, "4:1 DL1000")]
    public void A_profile_runs_its_rules_and_the_syntax_errors(Profiles profile, params string[] expected) =>
        Assert.Equal(expected, Findings.Of(Text, new LintOptions { Profile = profile }));

    [Fact]
    public void Without_options_the_recommended_rules_run() =>
        Assert.Equal(Findings.Of(Text, new LintOptions { Profile = Profiles.Recommended }), Findings.Of(Text));

    [Fact]
    public void A_selected_rule_runs_beside_the_profile() =>
        Assert.Contains("3:7 DK1008", Findings.Of(Text, new LintOptions { Selected = ["DK1008"] }));

    [Fact]
    public void A_rule_with_a_level_of_its_own_runs_at_that_level()
    {
        var options = new LintOptions { Profile = Profiles.None, Severities = LintOptions.Default.Severities.Add("DK1008", Severity.Style) };
        Diagnostic finding = new Linter(options).Lint(new SourceText(Text))[0];
        Assert.Equal(("DK1008", Severity.Style), (finding.Rule.Code, finding.Severity));
    }

    [Fact]
    public void An_ignored_rule_does_not_run_whatever_else_asks_for_it() => Assert.Empty(Findings.Of("FROM node:latest\nRUM x\n", new LintOptions
    {
        Profile = Profiles.All,
        Selected = ["DL3007"],
        Severities = LintOptions.Default.Severities.Add("DL3007", Severity.Error),
        Ignored = ["DL3007", "DL3057", "DL1000", "DK2003"],
    }));

    [Fact]
    public void Findings_are_sorted_by_place_and_code() => Assert.Equal(
        ["1:17 DK1006", "1:33 DK1002", "1:36 DK1001", "2:1 DL4000", "3:5 DK1010", "3:5 DK1012"],
        Findings.Of(
            "FROM --platform=$A  alpine:3.20 as Build\nMAINTAINER me\nENV KEY 1\n",
            Findings.Only("DK1012", "DK1010", "DL4000", "DK1001", "DK1002", "DK1006")).Where(finding => !finding.EndsWith("DL1000", StringComparison.Ordinal)));

    [Fact]
    public void A_finding_is_given_once() =>
        Assert.Equal(["1:1 DK1006", "1:1 DK1013"], Findings.Of("FROM a:$X$X\n", new LintOptions { Profile = Profiles.BuildKit }).Where(finding => !finding.EndsWith("DL1000", StringComparison.Ordinal)));

    [Fact]
    public void The_profile_of_BuildKit_reports_its_checks_where_it_does() => Assert.Equal(
        ["3:1 DK1010", "9:1 DK1003"],
        Findings.Of("FROM a\n\nENV \\\n  a b\nRUN a \\\n\n b \\\n\n c\n", new LintOptions { Profile = Profiles.BuildKit }));
}
