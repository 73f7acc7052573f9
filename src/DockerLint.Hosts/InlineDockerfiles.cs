using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Hosts;

/// <summary>The images that the Dockerfiles name which are written in other files.</summary>
internal static class InlineDockerfiles
{
    /// <summary>A file with those images beside the ones that it names itself.</summary>
    public static ImageDocument AddImages(ImageDocument document)
    {
        // What targets inherit and anchors repeat is written once.
        ImmutableArray<ImageUse> images = [.. document.Builds.Where(static build => build.Inline is not null).DistinctBy(static build => build.Inline!.Span).SelectMany(build => ImagesIn(build, document.Source))];
        return images.IsEmpty ? document : document with { Images = [.. document.Images.Concat(images).OrderBy(static image => image.Span)] };
    }

    private static IEnumerable<ImageUse> ImagesIn(BuildUse build, SourceText file)
    {
        var text = new SourceText(build.Inline!.Text);
        foreach (ImageUse image in DockerfileModel.Create(DockerfileSyntax.Parse(text)).Images)
        {
            // What a variable brings, an argument of the build may say; and a context may stand for an image.
            if (image.Expansion is not null || build.NamedContexts.Any(context => context.Text == image.Text))
                continue;
            TextSpan? place = PlaceOf(image.Span, text, build.Inline.Span, file);
            yield return new ImageUse(image.Text, place ?? build.Inline.Span, image.Kind, image.Result) { IsWritten = place is not null };
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
