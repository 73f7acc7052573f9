using CsCheck;

namespace DockerLint.References.Tests;

/// <summary>Tags that start with versions.</summary>
public sealed class TagVersionTests
{
    [Theory]
    [InlineData("7.2.5", "", "7 2 5", "")]
    [InlineData("v1.0", "v", "1 0", "")]
    [InlineData("22.9-slim", "", "22 9", "-slim")]
    [InlineData("3", "", "3", "")]
    [InlineData("1.2.3.4", "", "1 2 3 4", "")]
    [InlineData("8.0-alpine3.20", "", "8 0", "-alpine3.20")]
    public void A_version_has_a_prefix_numbers_and_a_suffix(string tag, string prefix, string numbers, string suffix)
    {
        TagVersion version = TagVersion.Parse(tag)!;
        Assert.Equal((prefix, numbers, suffix), (version.Prefix, string.Join(' ', version.Numbers), version.Suffix));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("")]
    [InlineData("v")]
    [InlineData("1.")]
    [InlineData("1..2")]
    [InlineData("1_2")]
    [InlineData("1.2.3.4.5")]
    [InlineData("3rc1")]
    [InlineData("99999999999999999999")]
    public void Other_tags_are_no_versions(string tag) => Assert.Null(TagVersion.Parse(tag));

    [Theory]
    [InlineData("7.2.5", "7.2.6 7.2.10 7.3.0 8.0.0 7.2.11-alpine v7.2.12", "7.2.10")]
    [InlineData("v1.0.0-slim", "v1.0.1 1.0.2-slim v1.0.3-slim", "v1.0.3-slim")]
    [InlineData("7.2.5", "7.2.5 7.2.4 latest 7.2", null)]
    [InlineData("7.2", "7.3 7.2.1", null)]
    [InlineData("latest", "7.2.1", null)]
    public void The_newest_patch_differs_in_its_last_number_alone(string tag, string tags, string? newest) =>
        Assert.Equal(newest, TagVersion.NewestPatch(tag, tags.Split(' ')));

    [Theory]
    [InlineData("7.2.5", true)]
    [InlineData("7.2", false)]
    [InlineData("7.2.5.1", false)]
    [InlineData("latest", false)]
    [InlineData(null, false)]
    public void A_patch_is_the_third_number(string? tag, bool hasPatch) => Assert.Equal(hasPatch, TagVersion.HasPatch(tag));

    [Theory]
    [InlineData("7.2.9", "6.0.0 7.1.9 7.2.3 7.2.5 8.2.9 7.2 7.2.6-alpine", "7.2.5")]
    [InlineData("7.4", "6.9 7.1 7.3 8.0", "7.3")]
    [InlineData("9.0-slim", "8.0-slim 7.0-slim 9.0", "8.0-slim")]
    [InlineData("9.0", "a b", null)]
    [InlineData("latset", "7.0 latest", "latest")]
    [InlineData("nothing", "7.0 latest", null)]
    public void The_nearest_tag_is_of_the_same_line(string tag, string tags, string? nearest) =>
        Assert.Equal(nearest, TagVersion.Nearest(tag, tags.Split(' ')));

    [Theory]
    [InlineData("1.2", "1.10", -1)]
    [InlineData("1.2-a", "1.2-a", 0)]
    [InlineData("2.0", "1.9", 1)]
    public void Versions_are_compared_by_their_numbers(string one, string other, int order) =>
        Assert.Equal(order, Math.Sign(TagVersion.Parse(one)!.CompareTo(TagVersion.Parse(other)!)));

    [Fact]
    public void Any_text_can_be_read() => Gen.String.Sample(static text =>
    {
        if (TagVersion.Parse(text) is { } version)
            Assert.InRange(version.Numbers.Length, 1, 4);
    });
}
