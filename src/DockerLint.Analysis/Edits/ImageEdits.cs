using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Edits;

/// <summary>Changes of image references.</summary>
internal static class ImageEdits
{
    /// <summary>Adds the digest that the lock file has for a reference.</summary>
    /// <returns>Null where it has none, or the reference is nowhere written out.</returns>
    public static Fix? Pin(ImageUse image, RuleContext context) =>
        image.Reference is { Digest: null } reference
        && context.Facts.Pins.TryGetValue(reference.ToResolvedString(), out LockedImage? locked)
        && ImagePin.For(image, context.Source, locked.Digest) is { } edit
            ? new Fix($"Pin it to the digest of {LockFile.Name}", IsSafe: false, [edit])
            : null;
}
