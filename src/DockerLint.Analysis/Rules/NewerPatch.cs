using DockerLint.Analysis.Facts;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>A patch release repairs, and changes nothing else: there is little reason to stay behind.</summary>
internal sealed class NewerPatch() : Rule(
    new("DK2011", "NewerPatch", Severity.Style, Category.Security, Profiles.Recommended, "The registry has a newer patch of the same version.") { IsConditional = true }),
    IVisit<ImageUse>
{
    public void Visit(ImageUse image, RuleContext context)
    {
        if (image is { Holes: [], Reference: { Tag: { } tag } reference }
            && context.Facts.Registry.TryGetValue(reference.ToResolvedString(), out RegistryImage? known)
            && TagVersion.NewestPatch(tag, known.Tags) is { } newer)
        {
            context.Report(image.TagSpan, $"'{reference.Name}:{newer}' repairs what '{tag}' has wrong; use it");
        }
    }
}
