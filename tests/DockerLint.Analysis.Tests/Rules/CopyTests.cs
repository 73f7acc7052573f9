using DockerLint.Analysis.Tests.Fixes;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules on COPY: what it takes and from where, and what is done to it afterwards.</summary>
public sealed class CopyTests
{
    [Theory]
    [InlineData("+x", "755")]
    [InlineData("a+x", "755")]
    [InlineData("+rx", "755")]
    [InlineData("a+rx", "755")]
    [InlineData("ugo+x", "755")]
    [InlineData("640", "640")]
    [InlineData("0755", "0755")]
    public void A_mode_that_makes_a_file_executable_becomes_a_number(string mode, string expected) =>
        Fixed.Makes("DK3007", $"FROM a\nCOPY a /a\nRUN chmod {mode} /a\nCMD [\"/a\"]\n", $"FROM a\nCOPY --chmod={expected} a /a\nCMD [\"/a\"]\n");

    [Theory]
    [InlineData(".", ".")]
    [InlineData("./", "./")]
    [InlineData("*", "*")]
    [InlineData("./*", "./*")]
    [InlineData("*.json", "")]
    public void The_whole_source_has_several_names(string source, string flagged) =>
        Assert.Equal(flagged, Flagged.In("DK3004", $"FROM a\nWORKDIR /b\nCOPY {source} ./\nRUN npm ci\n"));

    [Theory]
    [InlineData("$X", "FROM $X")]
    [InlineData("7", "number 7")]
    [InlineData("later", "comes later")]
    [InlineData("bulid", "called 'bulid'")]
    public void What_a_stage_is_copied_from_is_explained(string from, string part) =>
        Assert.Contains(part, Findings.MessageOf("DL3022", $"FROM a AS build\nCOPY --from={from} b b\nFROM a AS later\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("ADD a.mp3 /b/\n", "COPY a.mp3 /b/\n")]
    [InlineData("ADD .x /b/\n", "COPY .x /b/\n")]
    [InlineData("ADD a.1 /b/\n", null)]
    [InlineData("ADD a.apk /b/\n", null)]
    [InlineData("ADD a.gem /b/\n", null)]
    [InlineData("ADD a.crate /b/\n", null)]
    [InlineData("ADD a.OVA /b/\n", null)]
    [InlineData("ADD a.box /b/\n", null)]
    public void A_name_says_by_the_letters_of_its_ending_that_it_is_no_archive(string before, string? after) =>
        Fixed.MakesBelow("FROM a\n", "DL3020", before, after, FixSafety.Safe);
}
