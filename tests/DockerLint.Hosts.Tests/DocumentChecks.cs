using DockerLint.Semantics;

namespace DockerLint.Hosts.Tests;

/// <summary>What is true of what is read from any text.</summary>
internal static class DocumentChecks
{
    /// <summary>Fails the test where a span does not lie in the text.</summary>
    public static void Check(string text, ImageDocument document)
    {
        var whole = new TextSpan(0, text.Length);
        Assert.All(document.Images, image => Assert.True(whole.Contains(image.Span)));
        Assert.All(document.Images.SelectMany(static image => image.Holes.Select(hole => (image, hole))), static item => Assert.True(item.hole.Span.End <= item.image.Text.Length));
        Assert.All(document.Builds, build => Assert.True(whole.Contains(build.Span)));
        Assert.All(document.Comments, comment => Assert.True(comment.Length >= 0 && whole.Contains(comment)));
        Assert.All(document.Errors, error => Assert.True(whole.Contains(error.Span)));
    }
}
