using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Only the last CMD of a stage counts.</summary>
internal sealed class MultipleCmd() : Rule(
    new("DL4003", "MultipleCmd", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "CMD stands more than once in a stage.") { Supersedes = ["DK1009"], Fix = FixSafety.Safe }),
    IVisit<CmdSyntax>
{
    public void Visit(CmdSyntax instruction, RuleContext context)
    {
        if (context.Earlier(instruction) is { } earlier)
        {
            context.Report(
                instruction.KeywordSpan,
                "this CMD takes the place of an earlier one in the same stage; keep one",
                new RelatedLocation(earlier.KeywordSpan, "this one has no effect"),
                InstructionEdits.Delete(earlier, context.Source));
        }
    }
}
