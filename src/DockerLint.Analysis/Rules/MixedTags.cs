using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Two versions of an image in one repository: mostly one that was forgotten when the other was raised. Tags that differ in
/// more than the version, such as <c>22</c> and <c>22-slim</c>, are different on purpose.
/// </summary>
internal sealed class MixedTags() : Rule(
    new("DK2009", "MixedTags", Severity.Info, Category.Reproducibility, Profiles.None, "An image is used in several versions.") { IsConditional = true }),
    IVisit<ImageUse>
{
    public void Visit(ImageUse image, RuleContext context)
    {
        if (image is not { Holes: [], Reference: { Tag: { } tag } reference }
            || !context.Facts.Tags.TryGetValue(reference.FullName, out ImmutableArray<TagUse> uses)
            || TagVersion.Parse(tag) is not { } version)
        {
            return;
        }

        foreach (TagUse other in uses)
        {
            if (TagVersion.Parse(other.Tag) is { } another && another.IsSameLine(version) && another.CompareTo(version) > 0)
            {
                context.Report(image.TagSpan, $"'{reference.Name}:{other.Tag}' is used at {other.Place}, an older one here; use one version");
                return;
            }
        }
    }
}
