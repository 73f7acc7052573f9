using CsCheck;

namespace DockerLint.Hosts.Tests;

public sealed class EnvironmentFileTests
{
    private static readonly string[] s_pieces = ["A", "=", "'", "\"", "\\", "$", "#", " ", "\n", "\r", "export "];

    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("\uFEFFA = b \r\nB=c", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("A=b # c", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=#c", "")]
    [InlineData("A=", "")]
    [InlineData("A='b $c \"' # d", "b $c \"")]
    [InlineData("A=\"b\\n\\\"c\\\"\"", "b\n\"c\"")]
    [InlineData("A=b\nA=c", "c")]
    [InlineData("A=b\nA=$c", null)]
    [InlineData("A=\"$b\"", null)]
    [InlineData("A='b", null)]
    [InlineData("A=\"b", null)]
    [InlineData("#A=b", null)]
    [InlineData("A", null)]
    [InlineData("=b", null)]
    public void A_line_gives_a_variable_its_value(string text, string? value) => Assert.Equal(value, EnvironmentFile.Read(text).ValueOf("A"));

    [Fact]
    public void Any_text_can_be_read() => Gen.OneOf(Gen.String, Gen.Int[0, 10].Select(static i => s_pieces[i])).Array[0, 12]
        .Select(string.Concat)
        .Sample(text => Assert.True(EnvironmentFile.Read(text).ValueOf("A") is not { } value || value.Length <= text.Length));
}
