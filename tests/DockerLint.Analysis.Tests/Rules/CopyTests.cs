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
    [InlineData("u+x", "744")]
    [InlineData("u+x,g+x", "754")]
    [InlineData("u=rwx,go=rx", "755")]
    [InlineData("a-w", "444")]
    [InlineData("+w", "644")]
    [InlineData("o=", "640")]
    [InlineData("640", "640")]
    [InlineData("0755", "0755")]
    public void A_mode_becomes_a_number(string mode, string expected) =>
        Fixed.Makes("DK3007", $"FROM a\nCOPY a /a\nRUN chmod {mode} /a\nCMD [\"/a\"]\n", $"FROM a\nCOPY --chmod={expected} a /a\nCMD [\"/a\"]\n");

    [Theory]
    [InlineData("u+s", "with --chmod")]
    [InlineData("g=u", "with --chmod")]
    [InlineData("a+rX", "with --chmod")]
    [InlineData("-R u+x", "with --chmod and leave out -R")]
    [InlineData("-R +x", "--chmod=755 and leave out -R")]
    public void A_mode_that_depends_on_what_the_file_has_is_not_written(string mode, string part)
    {
        string text = $"FROM a\nCOPY a /a\nRUN chmod {mode} /a\nCMD [\"/a\"]\n";
        Fixed.Makes("DK3007", text, null);
        Assert.EndsWith(part, Findings.MessageOf("DK3007", text), StringComparison.Ordinal);
    }

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
