using System.Text;

namespace DockerLint.Cli.Tests;

public sealed class TextTests
{
    public static TheoryData<byte[], string> Texts() => new()
    {
        { Encoding.UTF8.GetBytes("FROM debian:latest\n"), "-:1:13 DL3007" },
        { [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("FROM debian:latest\n")], "-:1:13 DL3007" },
        { [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("FROM debian:latest\n")], "-:1:13 DL3007" },
        { [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("FROM debian:latest\n")], "-:1:13 DL3007" },
        { Encoding.UTF8.GetBytes("FROM debian:latest\r\n"), "-:1:13 DL3007" },
        { [.. "# "u8, 0xC3, 0x28, 0xFF, .. "\nFROM debian:latest"u8], "-:2:13 DL3007" },
        { Encoding.UTF8.GetBytes("# Ж😀\nFROM --platform=Ж😀 debian:latest"), "-:2:28 DL3007" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Texts_are_read_in_the_encoding_that_they_say(byte[] text, string finding)
    {
        Run run = Run.Process(Path.GetTempPath(), text, [], "-f", "json", "--profile", "none", "--select", "DL3007", "-");
        Assert.Contains(finding, run.Findings);
    }

    [Fact]
    public void Standard_input_can_have_a_name()
    {
        Run run = Run.Here("FROM debian:latest\n", [], "-f", "json", "--select", "DL3007", "--stdin-filename", "web/Dockerfile", "-");
        Assert.Contains("web/Dockerfile:1:13 DL3007", run.Findings);
    }
}
