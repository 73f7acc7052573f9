using System.Collections.Immutable;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts;

/// <summary>Makes the images that a file names of their texts.</summary>
internal static class HostImages
{
    /// <summary>An image of a text that is known in parts.</summary>
    public static ImageUse Create(string text, TextSpan span, ImageUseKind kind, ImmutableArray<TextSpan> holes) =>
        new(text, span, kind, ImageReference.Parse(text)) { Holes = holes };

    /// <summary>The image that a text names after a scheme such as <c>docker://</c>; null where it has another, or none.</summary>
    /// <param name="source">The file.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="text">The text.</param>
    /// <param name="span">Where it stands.</param>
    /// <param name="kind">What the image is used for.</param>
    /// <param name="holes">The parts of the text that are not known.</param>
    public static ImageUse? AfterScheme(SourceText source, string scheme, string text, TextSpan span, ImageUseKind kind, ImmutableArray<TextSpan> holes)
    {
        if (text.Length == scheme.Length || !text.StartsWith(scheme, StringComparison.Ordinal) || holes is [var first, ..] && first.Start < scheme.Length)
            return null;
        bool isWritten = span.Length > scheme.Length && source.Slice(span).StartsWith(scheme, StringComparison.Ordinal);
        TextSpan place = isWritten ? TextSpan.Between(span.Start + scheme.Length, span.End) : span;
        return Create(text[scheme.Length..], place, kind, [.. holes.Select(hole => hole.Shift(-scheme.Length))]);
    }
}
