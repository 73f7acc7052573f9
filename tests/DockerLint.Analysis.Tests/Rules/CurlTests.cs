using DockerLint.Analysis.Tests.Fixes;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>A download by curl fails of itself, or what uses it fails.</summary>
public sealed class CurlTests
{
    [Theory]
    [InlineData("-o a.bin https://x.org/y", true)]
    [InlineData("--output a.bin https://x.org/y", true)]
    [InlineData("-O https://x.org/a.bin", true)]
    [InlineData("--remote-name https://x.org/a.bin", true)]
    [InlineData("-f -o a.bin https://x.org/y", false)]
    [InlineData("--fail --output a.bin https://x.org/y", false)]
    [InlineData("-w '%{http_code}' -o a.bin https://x.org/y", false)]
    [InlineData("--write-out '%{http_code}' -o a.bin https://x.org/y", false)]
    [InlineData("-I -o a.bin https://x.org/y", false)]
    [InlineData("--head -o a.bin https://x.org/y", false)]
    [InlineData("-K curl.conf -o a.bin https://x.org/y", false)]
    [InlineData("--config curl.conf -o a.bin https://x.org/y", false)]
    [InlineData("-o - https://x.org/y", false)]
    [InlineData("-o a.bin \"$@\"", false)]
    public void An_answer_that_is_saved_unseen_is_flagged(string options, bool found) =>
        Assert.Equal(found ? "curl" : "", Flagged.InRun("DK4011", $"curl {options}"));

    [Theory]
    [InlineData("chmod 755 a.bin", true)]
    [InlineData("chown b a.bin", true)]
    [InlineData("mv a.bin /b", true)]
    [InlineData("cp a.bin /b", true)]
    [InlineData("ln -s a.bin /b", true)]
    [InlineData("ls a.bin", true)]
    [InlineData("mkdir a.bin.d", true)]
    [InlineData("echo a.bin", true)]
    [InlineData("rm a.bin", true)]
    [InlineData("curl --upload-file a.bin https://x.org/y", true)]
    [InlineData("unzip a.bin", false)]
    [InlineData("./a.bin", false)]
    public void A_program_that_takes_any_file_does_not_fail_in_its_place(string user, bool found) =>
        Assert.Equal(found ? "curl" : "", Flagged.InRun("DK4011", $"curl -o a.bin https://x.org/y && {user}"));

    [Fact]
    public void It_is_told_to_fail() =>
        Fixed.Makes("DK4011", "FROM a\nRUN curl -o a.bin https://x.org/y\n", "FROM a\nRUN curl --fail -o a.bin https://x.org/y\n");
}
