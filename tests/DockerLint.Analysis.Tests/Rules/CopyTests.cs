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
    [InlineData("FROM scratch AS s\nCOPY a /b/\nFROM a\nARG X\nCOPY --from=s /z$X /x/\n", "")]
    [InlineData("FROM scratch AS s\nCOPY a /b/\nFROM a\nCOPY --from=s b /x/\n", "")]
    [InlineData("FROM scratch AS s\nCOPY a /b/\nFROM a\nCOPY --from=s z /x/\n", "z")]
    [InlineData("FROM scratch AS s\nFROM a\nCOPY --from=s / /x/\n", "")]
    [InlineData("FROM scratch AS s\nFROM a\nCOPY --from=s /z /x/\n", "/z")]
    public void A_path_that_a_stage_does_not_have_is_flagged(string text, string flagged) => Assert.Equal(flagged, Flagged.In("DK3011", text));

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
    public void A_name_says_by_the_letters_of_its_ending_that_it_is_no_archive(string before, string? after) =>
        Fixed.Makes("DL3020", $"FROM a\n{before}", after is null ? null : $"FROM a\n{after}", FixSafety.Safe);

    [Theory]
    [InlineData("ENV A=1\nENV B=$A C=2\n", "")]
    [InlineData("ENV A=1\nENV C=2 B=$A\n", "")]
    [InlineData("ENV A=1\nENV C=2 A=3\n", "")]
    [InlineData("ENV A=1\nENV C=2 B=$D\n", "ENV")]
    public void An_ENV_that_uses_the_one_above_stays_by_itself(string body, string flagged) => Assert.Equal(flagged, Flagged.In("DK1028", $"FROM a\n{body}"));
}
