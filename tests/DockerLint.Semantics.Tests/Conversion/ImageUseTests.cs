namespace DockerLint.Semantics.Tests.Conversion;

/// <summary>The images that a file names, wherever it does so.</summary>
public sealed class ImageUseTests
{
    [Fact]
    public void Every_kind_of_use_is_found_in_order()
    {
        DockerfileModel model = Model.Of(
            "# syntax=docker/dockerfile:1 more\nARG TAG=3\nFROM --platform=linux/amd64 alpine:$TAG AS a\n" +
            "COPY --from=nginx:1 / /\nRUN --mount=from=busybox,target=/x --mount=type=cache,target=/y true\nFROM a\nFROM scratch\nCOPY --from=scratch / /");
        Assert.Equal(
            [
                "Frontend docker/dockerfile:1 1:10 'docker/dockerfile:1'",
                "Base alpine:3 3:29 'alpine:$TAG'",
                "CopySource nginx:1 4:13 'nginx:1'",
                "MountSource busybox 5:18 'busybox'",
            ],
            model.Images.Select(image => $"{image.Kind} {image.Text} {model.Syntax.Source.PositionOf(image.Span.Start)} '{model.TextAt(image.Span)}'"));
        Assert.Equal([false, true, true, true], model.Images.Select(static image => image.Instruction is not null));
        Assert.Equal("docker.io/library/alpine:3", model.Stages[0].BaseImage!.Reference!.ToResolvedString());
        Assert.Equal([false, true, false, false], model.Images.Select(static image => image.Expansion is not null));
    }

    [Theory]
    [InlineData("alpine:3.20", "3.20")]
    [InlineData("alpine", "alpine")]
    [InlineData("$I", "$I")]
    [InlineData("reg:5000/a:t", "t")]
    public void The_tag_stands_where_it_is_written(string image, string tag)
    {
        // The value of I is as long as the text that stands for it, and must not be mistaken for it.
        DockerfileModel model = Model.Of($"ARG I=a:\nFROM {image}");
        Assert.Equal(tag, model.TextAt(Assert.Single(model.Images).TagSpan));
    }

    [Theory]
    [InlineData("ARG I=Al\nFROM $I", "2:6 '$I'")]
    [InlineData("FROM Alpine", "1:6 'Alpine'")]
    [InlineData("FROM alpine:t@sha256:0", "1:22 '0'")]
    [InlineData("FROM x\nCOPY --from=Alpine / /", "2:13 'Alpine'")]
    [InlineData("FROM x\nRUN --mount=from=Alpine,target=/x y", "2:18 'Alpine'")]
    public void A_text_that_is_no_reference_is_refused_where_it_is_wrong(string text, string place)
    {
        DockerfileModel model = Model.Of(text);
        Assert.StartsWith(place, Assert.Single(model.ErrorTexts()), StringComparison.Ordinal);
        Assert.Null(model.Images[^1].Reference);
    }
}
