using DockerLint.Analysis.Edits;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary><c>latest</c> moves: the same Dockerfile builds another image tomorrow.</summary>
internal sealed class NoLatestTag() : Rule(
    new("DL3007", "NoLatestTag", Severity.Warning, Category.Reproducibility, Profiles.Recommended | Profiles.Hadolint, "An image is used by its tag latest.") { Fix = FixSafety.Unsafe, VisitsGiven = true }),
    IVisit<ImageUse>
{
    public void Visit(ImageUse image, RuleContext context)
    {
        // What a file builds itself is no other image tomorrow, and latest is a name to push it by like any other.
        if (image is { Kind: not ImageUseKind.Built, Reference: { Tag: "latest", Digest: null } })
        {
            context.Report(
                image.TagSpan,
                $"'{image.ShownName}:latest' is another image tomorrow; name a version",
                ArgDefaults.Of(image),
                ImageEdits.Pin(image, context),
                isUnknownToHadolint: ArgDefaults.HideFromHadolint(image));
        }
    }
}
