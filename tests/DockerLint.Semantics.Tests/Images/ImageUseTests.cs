using DockerLint.References;

namespace DockerLint.Semantics.Tests.Images;

/// <summary>What is known of an image when a part of its name is not.</summary>
public sealed class ImageUseTests
{
    [Theory]
    [InlineData("redis:7", null, true, true)]
    [InlineData("redis:?", "6", false, false)]
    [InlineData("?/redis:7", "0", false, true)]
    [InlineData("redis:7-?", "8", false, false)]
    public void A_hole_makes_a_part_unknown_and_the_whole_unfetchable(string text, string? hole, bool isFetched, bool isTagKnown)
    {
        var image = new ImageUse(text.Replace('?', 'x'), default, ImageUseKind.Container, ImageReference.Parse(text.Replace('?', 'x')))
        {
            Holes = hole is null ? [] : [new ImageHole(new TextSpan(int.Parse(hole, System.Globalization.CultureInfo.InvariantCulture), 1), "$V")],
        };
        Assert.Equal(isFetched, image.Fetched is not null);
        Assert.Equal(isFetched, image.IsKnown(null));
        Assert.Equal(isTagKnown, image.IsKnown(image.Reference!.TagSpan));
        Assert.Equal(text.EndsWith('?'), image.IsOpenEnded);
    }

    [Theory]
    [InlineData("docker.io/library/redis:7", new int[0], "docker.io/library/redis:7", "redis")]
    [InlineData("x/redis:7x", new[] { 0, 9 }, "$V/redis:7$V", "$V/redis")]
    [InlineData("redis:x", new[] { 6 }, "redis:$V", "redis")]
    public void A_message_shows_a_hole_as_it_is_written(string text, int[] holes, string shown, string name)
    {
        var image = new ImageUse(text, default, ImageUseKind.Container, ImageReference.Parse(text)) { Holes = [.. holes.Select(static hole => new ImageHole(new TextSpan(hole, 1), "$V"))] };

        Assert.Equal(shown, image.Shown());
        Assert.Equal(name, image.ShownName);
    }

    [Theory]
    [InlineData(ImageUseKind.Built)]
    [InlineData(ImageUseKind.Published)]
    public void A_name_that_is_given_is_not_fetched(ImageUseKind kind) =>
        Assert.Null(new ImageUse("a:1", default, kind, ImageReference.Parse("a:1")).Fetched);
}
