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
    /// <returns>Null where the reference is not written out as a whole, neither where it is used nor as the default of an ARG.</returns>
    public static TextEdit? For(ImageUse image, SourceText source, Digest digest)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(digest);
        if (image is not { Kind: not ImageUseKind.Published, Reference: { } reference } || PlaceOf(image, source) is not { } place)
            return null;
        if (reference.DigestSpan is { } old)
            return new TextEdit(old.Shift(place.Start), digest.Text);
        return new TextEdit(new TextSpan(place.End, 0), reference.Tag is null ? $":{ImageReference.DefaultTag}@{digest}" : $"@{digest}");
    }

    private static TextSpan? PlaceOf(ImageUse image, SourceText source)
    {
        if (source.Slice(image.Span).SequenceEqual(image.Text))
            return image.Span;
        return image.Expansion is { Uses: [{ Variable: { Origin: VariableOrigin.ArgDefault, Declaration: { Value: { } value } } } only] } expansion
            && only.Part.Span.Length == expansion.Text.Length
            && source.Slice(value.Span).SequenceEqual(image.Text)
            ? value.Span
            : null;
    }
}
