using System.Globalization;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A later layer hides what it removes or replaces, and every pull fetches it all the same. Known from the image that was
/// built; said of a step whose bytes go, else of the one that takes them from the base image.
/// </summary>
internal sealed class WastedSpace() : Rule(
    new("DK3015", "WastedSpace", Severity.Info, Category.Efficiency, Profiles.Recommended, "Much of a built layer is removed or replaced by a later one.") { IsConditional = true }),
    IVisit<DockerfileModel>
{
    /// <summary>Below it nobody would rewrite a Dockerfile: lists of packages and caches of programs change all the time.</summary>
    private const long LeastBytes = 5_000_000;

    public void Visit(DockerfileModel file, RuleContext context)
    {
        if (context.Facts.Built is not { } image)
            return;
        foreach (IGrouping<int?, (BuiltLayer Owner, BuiltLayer By, long Bytes)> wasted in image.Wasted.GroupBy(static part => part.Owner.Place ?? part.By.Place))
        {
            long bytes = wasted.Sum(static part => part.Bytes);
            if (bytes < LeastBytes || BuiltSteps.At(wasted.Key, context) is not { } instruction)
                continue;
            (BuiltLayer owner, BuiltLayer by, _) = wasted.MaxBy(static part => part.Bytes);
            string size = (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
            if (owner.Place is null)
                context.ReportFor(instruction, instruction.KeywordSpan, $"{size} MB of the base image are removed or replaced here and shipped all the same; start from a smaller image");
            else
                context.ReportFor(instruction, instruction.KeywordSpan, $"{size} MB of this layer are removed or replaced later and shipped all the same; do both in one step, or in a stage of its own", RelatedTo(by, context));
        }
    }

    private static RelatedLocation? RelatedTo(BuiltLayer by, RuleContext context) =>
        BuiltSteps.At(by.Place, context) is { } instruction ? new RelatedLocation(instruction.KeywordSpan, "most of it goes here") : null;
}
