using static DockerLint.References.Tests.Texts;

namespace DockerLint.References.Tests;

public sealed class ReferenceErrorTests
{
    private const string LongTag = "redis:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [InlineData("https://a/b", "an image reference has no scheme; remove 'https://'")]
    [InlineData("[ff]/a", "brackets hold the IPv6 address of a registry, digits and colons only, and a repository follows, as in '[::1]:5000/app'")]
    [InlineData(":80/a", "the host name of the registry is missing before ':'; write it")]
    [InlineData("my_host.io:80/a", "'_' may not stand in the host name of a registry; it has letters, digits, dashes and dots")]
    [InlineData("docker..io/a", "'docker..io' is not the host name of a registry; each part between dots starts and ends with a letter or digit")]
    [InlineData("[::1]5000/a", "only a port, as in '[::1]:5000/app', may follow the address of a registry")]
    [InlineData("host:/a", "the port of the registry is missing; write it or remove ':'")]
    [InlineData("fc00::1:5000/a", "':1:5000' is not a port; put an IPv6 address in brackets, as in '[::1]:5000/app'")]
    [InlineData("redis:feature/x", "'feature' is not the port of a registry, a number, and a tag has no '/'")]
    [InlineData("ghcr.io/", "a repository name is missing at '/'; write one")]
    [InlineData("Redis:7", "the repository must be lower case; write 'redis'")]
    [InlineData("Re$dis", "the repository must be lower case")]
    [InlineData("a$b", "'$' may not stand in a repository name; it has lower-case letters, digits, '.', '_', '-' and '/'")]
    [InlineData("a b", "a space may not stand in a repository name; it has lower-case letters, digits, '.', '_', '-' and '/'")]
    [InlineData("a\tb", "a tab may not stand in a repository name; it has lower-case letters, digits, '.', '_', '-' and '/'")]
    [InlineData("a\u0007b", "U+0007 may not stand in a repository name; it has lower-case letters, digits, '.', '_', '-' and '/'")]
    [InlineData("-a", "a repository name may not start with '-'; remove it")]
    [InlineData("a-", "a repository name may not end with '-'; remove it")]
    [InlineData("a___b", "'___' may not stand here; one '/', '.', '_' or '__', or any dashes, part the letters and digits of a repository name")]
    [InlineData("redis:", "the tag after ':' is missing; write one or remove ':'")]
    [InlineData("redis:1:2", "':' may not stand in a tag; it has letters, digits, '_', '.' and '-'")]
    [InlineData("redis:-1", "a tag may not start with '-'; start it with a letter, a digit or '_'")]
    [InlineData(LongTag, "the tag has 130 characters; shorten it to 128")]
    public void What_is_wrong_is_said_with_what_to_do(string text, string message) =>
        Assert.Equal(message, ImageReference.Parse(text).Error!.Message);

    [Theory]
    [InlineData(40, "")]
    [InlineData(41, "…")]
    public void A_long_part_is_cut(int length, string mark) =>
        Assert.Contains($"'{new string('a', 40)}{mark}'", ImageReference.Parse($"{new string('A', length)}").Error!.Message, StringComparison.Ordinal);

    [Theory]
    // Nothing there.
    [InlineData("", ReferenceErrorKind.Empty, "")]
    [InlineData(" \t", ReferenceErrorKind.Empty, " \t")]
    // The registry.
    [InlineData("https://github.com/a/b", ReferenceErrorKind.InvalidFormat, "https://")]
    [InlineData("docker-image://alpine", ReferenceErrorKind.InvalidFormat, "docker-image://")]
    [InlineData("-docker.io/a/b", ReferenceErrorKind.InvalidFormat, "-docker.io")]
    [InlineData("docker..io/a", ReferenceErrorKind.InvalidFormat, "docker..io")]
    [InlineData("my_host.io:80/a", ReferenceErrorKind.InvalidFormat, "_")]
    [InlineData("host:/a", ReferenceErrorKind.InvalidFormat, ":")]
    [InlineData(":80/a", ReferenceErrorKind.InvalidFormat, ":")]
    [InlineData("redis:feature/x", ReferenceErrorKind.InvalidFormat, "feature")]
    [InlineData("fc00::1:5000/a", ReferenceErrorKind.InvalidFormat, ":1:5000")]
    [InlineData("[fe80::1%eth0]:5000/a", ReferenceErrorKind.InvalidFormat, "[fe80::1%eth0]:5000")]
    [InlineData("[::ffff:192.0.2.33]/a", ReferenceErrorKind.InvalidFormat, "[::ffff:192.0.2.33]")]
    [InlineData("[::1]5000/a", ReferenceErrorKind.InvalidFormat, "5000")]
    [InlineData("[::1]:5000", ReferenceErrorKind.InvalidFormat, "[::1]:5000")]
    [InlineData("[::1]:http/a", ReferenceErrorKind.InvalidFormat, "http")]
    [InlineData("[ff]/a", ReferenceErrorKind.InvalidFormat, "[ff]")]
    // The repository.
    [InlineData(":justtag", ReferenceErrorKind.InvalidFormat, ":")]
    [InlineData("@sha256:ab", ReferenceErrorKind.InvalidFormat, "@")]
    [InlineData("ghcr.io/", ReferenceErrorKind.InvalidFormat, "/")]
    [InlineData("ghcr.io/:1", ReferenceErrorKind.InvalidFormat, ":")]
    [InlineData("docker/", ReferenceErrorKind.InvalidFormat, "/")]
    [InlineData("/docker", ReferenceErrorKind.InvalidFormat, "/")]
    [InlineData("a//b", ReferenceErrorKind.InvalidFormat, "//")]
    [InlineData("-a", ReferenceErrorKind.InvalidFormat, "-")]
    [InlineData("a-/b", ReferenceErrorKind.InvalidFormat, "-/")]
    [InlineData("a_.b", ReferenceErrorKind.InvalidFormat, "_.")]
    [InlineData("a/b..c", ReferenceErrorKind.InvalidFormat, "..")]
    [InlineData("a___b", ReferenceErrorKind.InvalidFormat, "___")]
    [InlineData("a$b", ReferenceErrorKind.InvalidFormat, "$")]
    [InlineData("ghcr.io/a b", ReferenceErrorKind.InvalidFormat, " ")]
    [InlineData("redis\n", ReferenceErrorKind.InvalidFormat, "\n")]
    [InlineData("réd", ReferenceErrorKind.InvalidFormat, "é")]
    [InlineData("Redis", ReferenceErrorKind.UppercaseRepository, "Redis")]
    [InlineData("Redis:7", ReferenceErrorKind.UppercaseRepository, "Redis")]
    [InlineData("library/Redis:7", ReferenceErrorKind.UppercaseRepository, "library/Redis")]
    [InlineData("Ghcr.io/a/Redis:7", ReferenceErrorKind.UppercaseRepository, "a/Redis")]
    [InlineData("my_Team/app", ReferenceErrorKind.UppercaseRepository, "my_Team/app")]
    // The tag.
    [InlineData("redis:", ReferenceErrorKind.InvalidTag, ":")]
    [InlineData("redis:@sha256:ab", ReferenceErrorKind.InvalidTag, ":")]
    [InlineData("redis:la test", ReferenceErrorKind.InvalidTag, "la test")]
    [InlineData("redis:1:2", ReferenceErrorKind.InvalidTag, "1:2")]
    [InlineData("redis:-1", ReferenceErrorKind.InvalidTag, "-1")]
    [InlineData("ghcr.io/a:.5@x", ReferenceErrorKind.InvalidTag, ".5")]
    [InlineData("ghcr.io/a:b/c", ReferenceErrorKind.InvalidTag, "b/c")]
    // The digest.
    [InlineData("redis@", ReferenceErrorKind.InvalidDigest, "@")]
    [InlineData("redis:7@", ReferenceErrorKind.InvalidDigest, "@")]
    [InlineData("redis@latest", ReferenceErrorKind.InvalidDigest, "latest")]
    [InlineData("redis@:ab", ReferenceErrorKind.InvalidDigest, ":ab")]
    [InlineData("redis@sha256:", ReferenceErrorKind.InvalidDigest, "sha256:")]
    [InlineData("redis@sha256:abc", ReferenceErrorKind.InvalidDigest, "abc")]
    [InlineData("redis@md5:0123456789abcdef0123456789abcdef", ReferenceErrorKind.InvalidDigest, "md5")]
    [InlineData("redis@SHA256:0123456789abcdef0123456789abcdef", ReferenceErrorKind.InvalidDigest, "SHA256")]
    [InlineData("redis@sha256:0123456789abcdef0123456789abcdef", ReferenceErrorKind.InvalidDigest, "0123456789abcdef0123456789abcdef")]
    public void An_error_points_at_the_part_that_is_wrong(string text, ReferenceErrorKind kind, string part)
    {
        ReferenceError error = Error(text);

        Assert.Equal((kind, part), (error.Kind, text.Slice(error.Span)));
    }

    [Fact]
    public void A_digest_has_lower_case_digits_only()
    {
        string text = $"redis@sha256:{Hex64[..63]}F";

        ReferenceError error = Error(text);

        Assert.Equal((ReferenceErrorKind.InvalidDigest, "F"), (error.Kind, text.Slice(error.Span)));
    }

    [Fact]
    public void Sixty_four_hexadecimal_digits_are_an_identifier_and_no_name()
    {
        Assert.Equal(ReferenceErrorKind.Identifier, Error(Hex64).Kind);
        Assert.True(ImageReference.Parse(Hex64[1..]).Success);
        Assert.True(ImageReference.Parse($"docker.io/{Hex64}").Success);
        Assert.True(ImageReference.Parse($"{Hex64}:1").Success);
    }

    [Theory]
    [InlineData("redis:la test", "a space may not stand in a tag; it has letters, digits, '_', '.' and '-'")]
    [InlineData("redis:", "the tag after ':' is missing; write one or remove ':'")]
    [InlineData("Redis:7", "the repository must be lower case; write 'redis'")]
    [InlineData("Redis$", "the repository must be lower case")]
    [InlineData("team/", "a repository name may not end with '/'; remove it")]
    [InlineData("-app", "a repository name may not start with '-'; remove it")]
    [InlineData("redis:7\u200b", "U+200B may not stand in a tag; it has letters, digits, '_', '.' and '-'")]
    [InlineData("https://ghcr.io/a", "an image reference has no scheme; remove 'https://'")]
    [InlineData("redis@sha256:abc", "a sha256 digest has 64 hexadecimal digits, not 3; copy it whole")]
    [InlineData("redis:7\0", "U+0000 may not stand in a tag; it has letters, digits, '_', '.' and '-'")]
    [InlineData("redis:feature/x", "'feature' is not the port of a registry, a number, and a tag has no '/'")]
    public void A_message_says_what_is_wrong_and_what_to_do(string text, string message) =>
        Assert.Equal(message, Error(text).Message);

    [Fact]
    public void A_message_stays_short_and_visible_whatever_the_text()
    {
        string message = Error("a@" + new string('\u001b', 1000)).Message;

        Assert.InRange(message.Length, 1, 200);
        Assert.DoesNotContain('\u001b', message);
    }
}
