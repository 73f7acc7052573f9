namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Where files go, and what stages hold of them.</summary>
public sealed class DestinationTests
{
    [Theory]
    [InlineData("COPY a /b\n", "/d", "/d")]
    [InlineData("COPY a /b\n", "/b", "")]
    [InlineData("COPY --parents a/b /c/\n", "/d", "")]
    [InlineData("WORKDIR /w\nCOPY a /b\n", "/w", "")]
    [InlineData("WORKDIR /w\nCOPY a /b\n", "/b", "")]
    [InlineData("WORKDIR /w/x\nCOPY a ../b\n", "/w/b", "")]
    [InlineData("COPY a b\n", "/b", "")]
    public void What_a_stage_does_not_hold_is_flagged(string body, string path, string expected) =>
        Assert.Equal(expected, Flagged.In("DK3011", $"FROM scratch AS s\n{body}FROM scratch\nCOPY --from=s {path} /x\n"));

    [Theory]
    [InlineData("FROM scratch AS s\nCOPY a /b/\nFROM a\nARG X\nCOPY --from=s /z$X /x/\n", "")]
    [InlineData("FROM scratch AS s\nCOPY a /b/\nFROM a\nCOPY --from=s b /x/\n", "")]
    [InlineData("FROM scratch AS s\nCOPY a /b/\nFROM a\nCOPY --from=s z /x/\n", "z")]
    [InlineData("FROM scratch AS s\nFROM a\nCOPY --from=s / /x/\n", "")]
    [InlineData("FROM scratch AS s\nFROM a\nCOPY --from=s /z /x/\n", "/z")]
    public void A_path_that_a_stage_does_not_have_is_flagged(string text, string flagged) => Assert.Equal(flagged, Flagged.In("DK3011", text));

    [Theory]
    [InlineData("FROM a\nCOPY *[a /b\n", "2:9")]
    [InlineData("FROM a\nCOPY [a x /b\n", "2:8")]
    [InlineData("FROM a\nCOPY x[a-] /b\n", "2:10")]
    [InlineData("FROM a\nENV X=b[a\nCOPY $X /b\n", "3:6")]
    [InlineData("# escape=`\nFROM a\nCOPY C:\\a[b /c\n")]
    [InlineData("FROM a\nADD https://example.com/[a /b\n")]
    [InlineData("FROM a\nCOPY [a]* /b\n")]
    public void A_pattern_that_cannot_be_read_is_flagged_where_it_breaks_off(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK3002", text));
}
