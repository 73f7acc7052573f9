using DockerLint.Semantics;

namespace DockerLint.Analysis.Edits;

/// <summary>Changes of image references.</summary>
internal static class ImageEdits
{
    /// <summary>Adds the digest that the lock file has for a reference.</summary>
    /// <returns>Null where it has none, or the reference is not written out where it is used.</returns>
    public static Fix? Pin(ImageUse image, RuleContext context) =>
        image.Reference is { Digest: null } reference
        && Edit.IsVerbatim(context.Source, image.Span, image.Text)
        && context.Facts.Pins.TryGetValue(reference.ToResolvedString(), out References.Digest? digest)
            ? new Fix("Pin it to the digest of dockerlint.lock", IsSafe: false, [Edit.Insert(image.Span.End, $"@{digest.Text}")])
            : null;
}
