using DockerLint.Analysis.Configuration;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>Two rules about one line: the one that says more stays.</summary>
public sealed class SupersessionTests
{
    [Theory]
    [InlineData("FROM Alpine:3.20\n", Profiles.Recommended, "1:6 DK2002")]
    [InlineData("FROM Alpine:3.20\n", Profiles.All, "1:6 DK2002")]
    [InlineData("FROM Alpine:3.20\n", Profiles.BuildKit, "1:1 DK1013", "1:6 DL1000")]
    [InlineData("FROM Alpine:3.20\n", Profiles.Hadolint, "1:6 DL1000")]
    [InlineData("RUN x\nFROM alpine:3.20\n", Profiles.Recommended, "1:1 DL3061")]
    [InlineData("RUN x\nFROM alpine:3.20\n", Profiles.Hadolint, "1:1 DL1000", "1:1 DL3061")]
    public void The_rule_that_says_more_stays_but_for_the_profile_of_a_peer(string text, Profiles profile, params string[] expected) =>
        Assert.Equal(expected, Findings.Of(text, new LintOptions { Profile = profile }));

    [Fact]
    public void A_finding_on_another_line_stays() => Assert.Equal(
        ["1:1 DL3061", "3:8 DL1000"], Findings.Of("RUN x\nFROM alpine:3.20\nEXPOSE 80000\n"));

    [Fact]
    public void What_does_not_run_or_is_suppressed_takes_no_place()
    {
        Assert.Equal(["1:1 DL1000"], Findings.Of("RUN x\nFROM alpine:3.20\n", new LintOptions { Ignored = ["DL3061"] }));
        Assert.Equal(["2:1 DL1000"], Findings.Of("# dockerlint ignore=DL3061\nRUN x\nFROM alpine:3.20\n"));
    }
}
