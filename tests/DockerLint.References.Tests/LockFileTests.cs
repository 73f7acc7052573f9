using CsCheck;

namespace DockerLint.References.Tests;

public sealed class LockFileTests
{
    private const string A = "sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36";
    private const string B = "sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d";

    [Theory]
    [InlineData("", "")]
    [InlineData("alpine " + A + " 2026-01-02\n", "docker.io/library/alpine:latest " + A)]
    [InlineData("alpine:3.22\t" + A + "\r\nquay.io/a/b:1 " + B + " x y\r\n", "docker.io/library/alpine:3.22 " + A + ", quay.io/a/b:1 " + B)]
    [InlineData("# comment " + A + "\n\n  \nalpine\nalpine sha256:12\n-x " + A, "")]
    [InlineData("\uFEFFalpine " + A + "\nlibrary/alpine:latest " + B, "docker.io/library/alpine:latest " + B)]
    [InlineData("alpine@" + A + " " + B, "")]
    public void A_line_gives_the_digest_of_a_reference(string text, string expected) => Assert.Equal(
        expected, string.Join(", ", LockFile.Read(text).OrderBy(pin => pin.Key, StringComparer.Ordinal).Select(pin => $"{pin.Key} {pin.Value.Text}")));

    [Fact]
    public void Any_text_can_be_read() => Gen.String.Array[0, 6].Select(words => string.Join(" ", words) + "\n").Sample(text => Assert.True(LockFile.Read(text).Count <= text.Length));
}
