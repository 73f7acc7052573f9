using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Builders still skip such lines, and have said that they will refuse them.</summary>
internal sealed class NoEmptyContinuation() : Rule(
    new("DK1003", "NoEmptyContinuation", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.BuildKit, "A blank line stands inside a continued instruction.") { IsSkippedByInstruction = false, Fix = FixSafety.Safe }),
    IVisit<InstructionSyntax>
{
    public void Visit(InstructionSyntax instruction, RuleContext context)
    {
        if (instruction.EmptyContinuation is { } blank)
        {
            context.Report(
                blank,
                "a blank line inside a continued instruction will be refused one day; delete it",
                fix: InstructionEdits.DeleteBlankLines(instruction, context.Source),
                asBuildKit: instruction.LastLine);
        }
    }
}
