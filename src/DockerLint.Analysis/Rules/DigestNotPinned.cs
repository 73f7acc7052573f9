using DockerLint.Analysis.Edits;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A tag may be moved, a digest may not. Not for everyone: somebody has to renew the digests. What a build argument
/// brings is left alone where the file gives it no value.
/// </summary>
internal sealed class DigestNotPinned() : Rule(
    new("DK2003", "DigestNotPinned", Severity.Info, Category.Reproducibility, Profiles.None, "An image is used without its digest.") { Fix = FixSafety.Unsafe }),
    IVisit<ImageUse>
{
    public void Visit(ImageUse image, RuleContext context)
    {
        if (image is { Kind: not ImageUseKind.Frontend, IsOpenEnded: false, Reference: { Digest: null } } && image.Ending is not { Variable.Value: null } and not { Variable: null })
            context.Report(image.Span, $"'{image.ShownName}' may be pushed again under this name; add its digest, as in {image.Shown()}@sha256:…", ArgDefaults.Of(image), ImageEdits.Pin(image, context));
    }
}
