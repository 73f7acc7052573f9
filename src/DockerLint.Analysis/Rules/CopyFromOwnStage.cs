using System.Globalization;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A stage cannot copy from itself: what it holds is not finished. Its name, in any case, and its number count.</summary>
internal sealed class CopyFromOwnStage() : Rule(
    new("DL3023", "CopyFromOwnStage", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "COPY --from names the stage that it stands in.") { Supersedes = ["DL1000"] }),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (copy.From is { Value: { Length: > 0 } from } flag
            && (from.Equals(context.Stage.Name, StringComparison.OrdinalIgnoreCase)
                || from == context.Stage.Index.ToString(CultureInfo.InvariantCulture)))
        {
            context.Report(flag.ValueSpan, "a stage cannot copy from itself; name an earlier stage, or use RUN cp");
        }
    }
}
