using DockerLint.References;
using DockerLint.Syntax.Text;

namespace DockerLint.Semantics;

/// <summary>Writes the digest of an image where a file names it.</summary>
public static class ImagePin
{
    /// <summary>
    /// The change after which the file names the image by that digest. The tag stays, or is written where none is, since it
    /// says what the digest is of.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="source">The file that names it.</param>
    /// <param name="digest">Its digest.</param>
    /// <returns>
    /// Null where tag and digest are not written out: neither where the image is used, nor as the default of an ARG.
    /// </returns>
    public static TextEdit? For(ImageUse image, SourceText source, Digest digest)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(digest);
        if (image.Fetched is not { } reference || PlaceOf(image, source) is not { } place)
            return null;
        // Where the parts of a reference are written apart, the place is that of its end.
        int before = image.Text.Length - place.Length;
        if (reference.DigestSpan is { } old)
            return old.Start < before ? null : new TextEdit(old.Shift(place.Start - before), digest.Text);
        if ((reference.TagSpan?.Start ?? 0) < before)
            return null;
        return new TextEdit(new TextSpan(place.End, 0), reference.Tag is null ? $":{ImageReference.DefaultTag}@{digest}" : $"@{digest}");
    }

    private static TextSpan? PlaceOf(ImageUse image, SourceText source)
    {
        if (image.Span.Length > 0 && image.Text.AsSpan().EndsWith(source.Slice(image.Span)))
            return image.Span;
        return image.Expansion is { Uses: [{ Variable: { Origin: VariableOrigin.ArgDefault, Declaration: { Value: { } value } } } only] } expansion
            && only.Part.Span.Length == expansion.Text.Length
            && source.Slice(value.Span).SequenceEqual(image.Text)
            ? value.Span
            : null;
    }
}
