using DockerLint.Analysis.Facts;
using DockerLint.References;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>What the registry does not have, nobody can fetch: a slip of the pen, or a tag that was deleted.</summary>
internal sealed class UnknownImage() : Rule(
    new("DK2010", "UnknownImage", Severity.Error, Category.Correctness, Profiles.Recommended, "The registry has no such image.") { IsConditional = true }),
    IVisit<ImageUse>
{
    public void Visit(ImageUse image, RuleContext context)
    {
        if (image is not { Holes: [], Reference: { } reference }
            || !context.Facts.Registry.TryGetValue(reference.ToResolvedString(), out RegistryImage? known)
            || known.Exists)
        {
            return;
        }

        if (reference.Digest is not null)
            context.Report(image.SpanOf(reference.DigestSpan), $"'{reference.Domain}' no longer has this digest of '{reference.Name}'; pin it again with dockerlint pin --update");
        else
            context.Report(image.TagSpan, $"'{reference.Domain}' has no '{reference.Tagged}'; {Advice(reference, known)}");
    }

    private static string Advice(ImageReference reference, RegistryImage known)
    {
        if (known.Tags.IsEmpty)
            return "name an image that it has";
        return TagVersion.Nearest(reference.Tag ?? "latest", known.Tags) is { } nearest ? $"did you mean '{nearest}'?" : "name a tag that it has";
    }
}
