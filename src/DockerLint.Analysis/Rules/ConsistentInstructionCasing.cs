using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Keywords in one case are found at a glance.</summary>
internal sealed class ConsistentInstructionCasing() : Rule(
    new("DK1004", "ConsistentInstructionCasing", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.BuildKit, "Instruction keywords are not all in one case.") { IsSkippedByInstruction = false, Fix = FixSafety.Safe }),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        int lower = 0;
        int upper = 0;
        foreach (InstructionSyntax instruction in InstructionsOf(file))
        {
            if (IsLower(instruction.Keyword))
                lower++;
            else if (IsUpper(instruction.Keyword))
                upper++;
        }

        bool isMostlyLower = lower > upper;
        foreach (InstructionSyntax instruction in InstructionsOf(file))
        {
            string keyword = instruction.Keyword;
            if (isMostlyLower ? IsLower(keyword) : IsUpper(keyword))
                continue;
            string wanted = isMostlyLower ? keyword.ToLowerInvariant() : keyword.ToUpperInvariant();
            context.Report(instruction.KeywordSpan, $"'{keyword}' is not in the case of the other instructions; write '{wanted}'", fix: FixOf(instruction, wanted, context));
        }
    }

    private static IEnumerable<InstructionSyntax> InstructionsOf(DockerfileModel file)
    {
        foreach (Stage stage in file.Stages)
        {
            yield return stage.From!;
            foreach (InstructionSyntax instruction in stage.Instructions)
            {
                if (instruction is not InvalidInstructionSyntax)
                    yield return instruction;
            }
        }
    }

    private static Fix? FixOf(InstructionSyntax instruction, string wanted, RuleContext context) =>
        InstructionEdits.Keyword(instruction, wanted, context.Source) is { } edit ? new Fix($"Write {wanted}", IsSafe: true, [edit]) : null;

    private static bool IsLower(string keyword) => !keyword.AsSpan().ContainsAnyInRange('A', 'Z');

    private static bool IsUpper(string keyword) => !keyword.AsSpan().ContainsAnyInRange('a', 'z');
}
