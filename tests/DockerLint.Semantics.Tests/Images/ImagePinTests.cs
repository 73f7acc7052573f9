using DockerLint.References;
using DockerLint.Syntax.Text;

namespace DockerLint.Semantics.Tests.Images;

/// <summary>Where a digest is written into a file that names an image.</summary>
public sealed class ImagePinTests
{
    private static readonly Digest s_digest = Digest.TryParse("sha256:" + new string('b', 64), out Digest? digest, out _) ? digest : null!;

    [Theory]
    [InlineData("FROM debian:13", "FROM debian:13@#")]
    [InlineData("FROM debian", "FROM debian:latest@#")]
    [InlineData("FROM localhost:5000/a", "FROM localhost:5000/a:latest@#")]
    [InlineData("FROM --platform=linux/arm64 a:1 AS b", "FROM --platform=linux/arm64 a:1@# AS b")]
    [InlineData("FROM a:1@OLD", "FROM a:1@#")]
    [InlineData("FROM a@OLD", "FROM a@#")]
    [InlineData("FROM a:\\\n1", null)]
    [InlineData("ARG BASE=debian:13\nFROM $BASE", "ARG BASE=debian:13@#\nFROM $BASE")]
    [InlineData("ARG BASE=debian:13\nFROM ${BASE:-x}", "ARG BASE=debian:13@#\nFROM ${BASE:-x}")]
    [InlineData("ARG TAG=13\nFROM debian:$TAG", null)]
    [InlineData("FROM ${BASE:-debian:13}", null)]
    public void It_is_written_where_the_reference_ends(string text, string? expected)
    {
        text = text.Replace("OLD", "sha256:" + new string('a', 64), StringComparison.Ordinal);
        DockerfileModel model = Model.Of(text);
        TextEdit? edit = ImagePin.For(model.Images[0], model.Syntax.Source, s_digest);
        Assert.Equal(expected?.Replace("#", s_digest.Text, StringComparison.Ordinal), edit is { } change ? Applied(text, change) : null);
    }

    [Theory]
    [InlineData("FROM scratch")]
    [InlineData("FROM $BASE")]
    public void What_fetches_nothing_that_is_known_has_none(string text)
    {
        DockerfileModel model = Model.Of(text);
        Assert.All(model.Images, image => Assert.Null(ImagePin.For(image, model.Syntax.Source, s_digest)));
    }

    private static string Applied(string text, TextEdit edit) => text[..edit.Span.Start] + edit.NewText + text[edit.Span.End..];
}
