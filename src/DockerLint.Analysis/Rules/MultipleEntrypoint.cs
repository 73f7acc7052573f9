using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Only the last ENTRYPOINT of a stage counts.</summary>
internal sealed class MultipleEntrypoint() : Rule(
    new("DL4004", "MultipleEntrypoint", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "ENTRYPOINT stands more than once in a stage.") { Supersedes = ["DK1009"], Fix = FixSafety.Safe }),
    IVisit<EntrypointSyntax>
{
    public void Visit(EntrypointSyntax instruction, RuleContext context)
    {
        if (context.Earlier(instruction) is { } earlier)
        {
            context.Report(
                instruction.KeywordSpan,
                "this ENTRYPOINT takes the place of an earlier one in the same stage; keep one",
                new RelatedLocation(earlier.KeywordSpan, "this one has no effect"),
                InstructionEdits.Delete(earlier, context.Source));
        }
    }
}
