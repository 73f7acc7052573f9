using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Only the last of these counts. Reported at the one that does not, as BuildKit does.</summary>
internal sealed class MultipleInstructionsDisallowed() : Rule(
    new("DK1009", "MultipleInstructionsDisallowed", Severity.Warning, Category.Correctness, Profiles.BuildKit, "CMD, ENTRYPOINT or HEALTHCHECK stands twice in a stage.") { Fix = FixSafety.Safe }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        Dictionary<InstructionKind, InstructionSyntax> last = [];
        foreach (InstructionSyntax instruction in stage.Instructions)
        {
            if (instruction.Kind is not (InstructionKind.Cmd or InstructionKind.Entrypoint or InstructionKind.Healthcheck))
                continue;
            if (last.TryGetValue(instruction.Kind, out InstructionSyntax? earlier))
            {
                context.ReportFor(
                    instruction,
                    earlier.KeywordSpan,
                    $"a later {instruction.Keyword} in this stage takes the place of this one; keep one",
                    new RelatedLocation(instruction.KeywordSpan, "this one counts"),
                    InstructionEdits.Delete(earlier, context.Source));
            }

            last[instruction.Kind] = instruction;
        }
    }
}
