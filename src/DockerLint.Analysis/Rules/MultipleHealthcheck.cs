using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Only the last HEALTHCHECK of a stage counts.</summary>
internal sealed class MultipleHealthcheck() : Rule(
    new("DL3012", "MultipleHealthcheck", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "HEALTHCHECK stands more than once in a stage.") { Supersedes = ["DK1009"], Fix = FixSafety.Safe }),
    IVisit<HealthcheckSyntax>
{
    public void Visit(HealthcheckSyntax instruction, RuleContext context)
    {
        if (context.Earlier(instruction) is { } earlier)
        {
            context.Report(
                instruction.KeywordSpan,
                "this HEALTHCHECK takes the place of an earlier one in the same stage; keep one",
                new RelatedLocation(earlier.KeywordSpan, "this one has no effect"),
                InstructionEdits.Delete(earlier, context.Source));
        }
    }
}
