using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Hosts;

/// <summary>What the Dockerfiles say of images which are written in other files.</summary>
internal static class InlineDockerfiles
{
    /// <summary>A file with their images and comments beside its own.</summary>
    public static ImageDocument AddTo(ImageDocument document)
    {
        // What targets inherit and anchors repeat is written once.
        BuildUse[] builds = [.. document.Builds.Where(static build => build.Inline is not null).DistinctBy(static build => build.Inline!.Span)];
        if (builds.Length == 0)
            return document;
        List<ImageUse> images = [.. document.Images];
        List<TextSpan> comments = [.. document.Comments];
        foreach (BuildUse build in builds)
        {
            DockerfileSyntax dockerfile = DockerfileSyntax.Parse(new SourceText(build.Inline!.Text));
            images.AddRange(ImagesIn(dockerfile, build, document.Source));
            comments.AddRange(CommentsIn(dockerfile, build.Inline.Span, document.Source));
        }

        return document with { Images = [.. images.OrderBy(static image => image.Span)], Comments = [.. comments.Order()] };
    }

    private static IEnumerable<ImageUse> ImagesIn(DockerfileSyntax dockerfile, BuildUse build, SourceText file)
    {
        foreach (ImageUse image in DockerfileModel.Create(dockerfile).Images)
        {
            // What a variable brings, an argument of the build may say; and a context may stand for an image.
            if (image.Expansion is not null || build.NamedContexts.Any(context => context.Text == image.Text))
                continue;
            TextSpan? place = PlaceOf(image.Span, dockerfile.Source, build.Inline!.Span, file);
            yield return new ImageUse(image.Text, place ?? build.Inline.Span, image.Kind, image.Result) { IsWritten = place is not null };
        }
    }

    private static IEnumerable<TextSpan> CommentsIn(DockerfileSyntax dockerfile, TextSpan whole, SourceText file)
    {
        foreach (CommentSyntax comment in dockerfile.Comments)
        {
            // Without its mark.
            if (PlaceOf(TextSpan.Between(comment.Span.Start + 1, comment.Span.End), dockerfile.Source, whole, file) is { } place)
                yield return place;
        }
    }

    /// <summary>Where a part of a Dockerfile stands in the file that it is written in; null where its line is not there letter by letter.</summary>
    private static TextSpan? PlaceOf(TextSpan part, SourceText text, TextSpan whole, SourceText file)
    {
        TextSpan line = text.Lines.SpanOf(text.Lines.LineOf(part.Start));
        // Where white space starts, formats do not agree.
        int below = text.Lines.LineOf(part.Start) - text.Lines.LineOf(StartOf(text.Value));
        int number = file.Lines.LineOf(whole.Start + StartOf(file.Slice(whole))) + below;
        if (number > file.Lines.LineOf(whole.End) || !line.Contains(part))
            return null;
        TextSpan written = file.Lines.SpanOf(number);
        int end = Math.Min(written.End, whole.End);
        return file.Value.AsSpan(written.Start, end - written.Start).EndsWith(text.Slice(line)) ? part.Shift(end - line.End) : null;
    }

    private static int StartOf(ReadOnlySpan<char> text) => Math.Max(text.IndexOfAnyExcept(" \t\r\n"), 0);
}
