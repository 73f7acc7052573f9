using static DockerLint.References.Tests.Texts;

namespace DockerLint.References.Tests;

public sealed class ImagePatternTests
{
    [Theory]
    [InlineData("redis", "redis", true)]
    [InlineData("redis", "docker.io/library/redis", true)]
    [InlineData("redis", "redis:7", true)]
    [InlineData("redis:7", "redis:7", true)]
    [InlineData("redis:8", "redis:7", false)]
    [InlineData("redis", "bitnami/redis", false)]
    [InlineData("*", "redis:7", true)]
    [InlineData("*", "bitnami/redis", false)]
    [InlineData("*/*", "bitnami/redis", true)]
    [InlineData("ghcr.io/*/app", "ghcr.io/team/app", true)]
    [InlineData("ghcr.io/*/app", "ghcr.io/team/sub/app", false)]
    [InlineData("*d*s", "redis", true)]
    [InlineData("r?dis", "redis", true)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("r[a-f]dis", "redis", true)]
    [InlineData("r[^a-f]dis", "redis", false)]
    [InlineData("r[^xyz]dis", "redis", true)]
    [InlineData(@"r\edis", "redis", true)]
    [InlineData(@"r[\]e]dis", "redis", true)]
    [InlineData(@"\*", "redis", false)]
    [InlineData("redis**", "redis", true)]
    [InlineData("", "redis", false)]
    public void A_pattern_describes_the_whole_familiar_form_or_name(string pattern, string image, bool matches)
    {
        ImagePattern? parsed = ImagePattern.Parse(pattern);

        Assert.NotNull(parsed);
        Assert.Equal(pattern, parsed.Text);
        Assert.Equal(pattern, parsed.ToString());
        Assert.Equal(matches, parsed.Matches(Reference(image)));
    }

    [Theory]
    [InlineData("docker.io/library/redis", "redis:7", true)]
    [InlineData("docker.io/library/*:7", "redis:7", true)]
    [InlineData("docker.io/*/*", "redis", true)]
    [InlineData("redis", "redis", false)]
    [InlineData("quay.io/*", "quay.io/a:1", true)]
    public void A_pattern_describes_the_whole_full_form_or_name(string pattern, string image, bool matches) =>
        Assert.Equal(matches, ImagePattern.Parse(pattern)!.MatchesFullName(Texts.Reference(image)));

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[]a]")]
    [InlineData("[^]")]
    [InlineData("[a")]
    [InlineData("[a-")]
    [InlineData("[a-]")]
    [InlineData("[-x]")]
    [InlineData("\\")]
    [InlineData("[a\\")]
    public void A_set_that_is_empty_or_open_is_no_pattern(string pattern) => Assert.Null(ImagePattern.Parse(pattern));
}
