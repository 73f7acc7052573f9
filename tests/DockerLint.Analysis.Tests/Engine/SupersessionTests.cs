using DockerLint.Analysis.Configuration;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>Two rules about one place: the one that says more stays.</summary>
public sealed class SupersessionTests
{
    [Theory]
    [InlineData("FROM Alpine:3.20\n", Profiles.Recommended, "1:6 DK2002")]
    [InlineData("FROM Alpine:3.20\n", Profiles.All, "1:1 DL3057", "1:6 DK2002")]
    [InlineData("FROM Alpine:3.20\n", Profiles.BuildKit, "1:1 DK1013", "1:6 DL1000")]
    [InlineData("FROM Alpine:3.20\n", Profiles.Hadolint, "1:6 DL1000")]
    [InlineData("RUN x\nFROM alpine:3.20\n", Profiles.Recommended, "1:1 DL3061")]
    [InlineData("RUN x\nFROM alpine:3.20\n", Profiles.Hadolint, "1:1 DL3061")]
    public void The_rule_that_says_more_stays_but_for_the_profile_of_a_peer(string text, Profiles profile, params string[] expected) =>
        Assert.Equal(expected, Findings.Of(text, new LintOptions { Profile = profile }));

    [Fact]
    public void A_finding_at_another_place_stays()
    {
        Assert.Equal(["1:1 DL3061", "3:11 DL1000"], Findings.Of("RUN x\nFROM alpine:3.20\nEXPOSE 80/x\n"));
        Assert.Equal(["2:5 DK1012", "2:11 DL3064"], Findings.Of("FROM alpine:3.20\nENV KEY=1 USERPASSWORD=2\n"));
    }

    [Theory]
    [InlineData("WORKDIR a\n", "DL3000", "DK1007")]
    [InlineData("CMD a\n", "DL3025", "DK1005")]
    [InlineData("ENTRYPOINT a\n", "DL3025", "DK1005")]
    [InlineData("FROM --platform=linux/arm64 alpine:3.20\n", "DL3029", "DK1014")]
    [InlineData("ENV A_PASSWORD=1\n", "DL3064", "DK1012")]
    [InlineData("COPY --from=alpine a /\n", "DL3022", "DL3006")]
    [InlineData("CMD [\"a\"]\nCMD [\"b\"]\n", "DK1009", "DL4003")]
    [InlineData("ENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]\n", "DK1009", "DL4004")]
    [InlineData("HEALTHCHECK NONE\nHEALTHCHECK NONE\n", "DK1009", "DL3012")]
    [InlineData("CMD [\"a\", \"$B\"]\n", "DK4008", "DK1033")]
    [InlineData("EXPOSE 70000\n", "DL1000", "DL3011")]
    [InlineData("ONBUILD FROM a\n", "DL1000", "DL3043")]
    [InlineData("COPY --from=2 a /\n", "DL1000", "DL3022")]
    [InlineData("COPY --from=0 a /\n", "DL1000", "DL3023")]
    public void Of_two_rules_on_one_place_one_reports(string body, string lesser, string greater)
    {
        string[] found = [.. Findings.Of($"FROM alpine:3.20\n{body}", Findings.Only(lesser, greater)).Select(finding => finding.Split(' ')[1])];
        Assert.Equal([greater], found);
    }

    [Fact]
    public void A_peers_profile_has_all_of_its_own_and_nothing_that_they_stand_for()
    {
        const string Text = "FROM alpine:3.20\nCOPY --from=0 a /\nCMD a\nENV A_TOKEN=1\n";
        Assert.Equal(["2:13 DL3023", "3:5 DL3025", "4:5 DL3064"], Findings.Of(Text, new LintOptions { Profile = Profiles.Hadolint }));
        Assert.Equal(["2:13 DL1000", "3:1 DK1005", "4:1 DK1012"], Findings.Of(Text, new LintOptions { Profile = Profiles.BuildKit }));
    }

    [Fact]
    public void What_does_not_run_or_is_suppressed_takes_no_place()
    {
        Assert.Equal(["1:1 DL1000"], Findings.Of("RUN x\nFROM alpine:3.20\n", new LintOptions { Ignored = ["DL3061"] }));
        Assert.Equal(["2:1 DL1000"], Findings.Of("# dockerlint ignore=DL3061\nRUN x\nFROM alpine:3.20\n"));
    }
}
