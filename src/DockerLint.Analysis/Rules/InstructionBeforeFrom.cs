using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Before the first FROM there is no image to change.</summary>
internal sealed class InstructionBeforeFrom() : Rule(
    new("DL3061", "InstructionBeforeFrom", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "Something other than ARG stands before the first FROM.") { Supersedes = ["DL1000"] }),
    IVisit<InstructionSyntax>
{
    public void Visit(InstructionSyntax instruction, RuleContext context)
    {
        if (context.Stage.From is null && instruction is not (ArgSyntax or InvalidInstructionSyntax))
            context.Report(instruction.KeywordSpan, $"{instruction.Keyword} stands before the first FROM; only ARG may", isForPeers: context.TemplateMark is not null);
    }
}
