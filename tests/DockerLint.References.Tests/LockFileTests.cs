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
        expected, string.Join(", ", LockFile.Read(text).OrderBy(pin => pin.Key, StringComparer.Ordinal).Select(pin => $"{pin.Key} {pin.Value.Digest}")));

    [Fact]
    public void Date_and_platforms_are_kept()
    {
        LockedImage pin = LockFile.Read($"alpine:3.22 {A} 2026-01-02 linux/amd64,linux/arm64/v8\n").Single().Value;

        Assert.Equal(new DateOnly(2026, 1, 2), pin.Date);
        Assert.Equal(["linux/amd64", "linux/arm64/v8"], pin.Platforms);
    }

    [Fact]
    public void What_is_no_date_is_none() => Assert.Null(LockFile.Read($"alpine {A} yesterday").Single().Value.Date);

    [Fact]
    public void A_written_file_is_in_the_order_of_the_names_and_reads_back()
    {
        string text = $"""
            # What image references stand for; written by dockerlint pin. reference digest date platforms
            alpine:3.22 {A} 2026-01-02 linux/amd64,linux/arm64
            redis:latest {B} 2026-01-03
            quay.io/a/b:1 {B}

            """;

        Assert.Equal(text, LockFile.Write(LockFile.Read(string.Join('\n', text.Split('\n').Reverse())).Values));
    }

    [Fact]
    public void Any_text_can_be_read() => Gen.String.Array[0, 6].Select(words => string.Join(" ", words) + "\n").Sample(text => Assert.True(LockFile.Read(text).Count <= text.Length));
}
