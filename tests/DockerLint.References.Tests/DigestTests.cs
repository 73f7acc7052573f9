using static DockerLint.References.Tests.Texts;

namespace DockerLint.References.Tests;

public sealed class DigestTests
{
    [Fact]
    public void A_digest_has_an_algorithm_and_a_hash()
    {
        Assert.True(Digest.TryParse(Sha512, out Digest? digest, out ReferenceError? error));

        Assert.Null(error);
        Assert.Equal(("sha512", Hex64 + Hex64), (digest.Algorithm, digest.Hex));
        Assert.Equal(Sha512, digest.ToString());
    }

    [Fact]
    public void Equal_texts_are_equal_digests()
    {
        Assert.True(Digest.TryParse(Sha256, out Digest? one, out _));
        Assert.True(Digest.TryParse(Sha256, out Digest? other, out _));
        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256")]
    [InlineData(":")]
    [InlineData("sha256:")]
    [InlineData("sha256:0123")]
    [InlineData("sha1:0123456789abcdef0123456789abcdef01234567")]
    [InlineData(" sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg")]
    [InlineData("sha384:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Anything_else_is_no_digest(string text)
    {
        Assert.False(Digest.TryParse(text, out Digest? digest, out ReferenceError? error));

        Assert.Null(digest);
        Assert.Equal(ReferenceErrorKind.InvalidDigest, error.Kind);
    }
}
