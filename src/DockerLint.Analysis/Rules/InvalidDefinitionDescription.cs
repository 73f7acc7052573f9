using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Builders show <c># name description</c> as the description of an argument or a target.</summary>
internal sealed class InvalidDefinitionDescription() : Rule(
    new("DK1016", "InvalidDefinitionDescription", Severity.Info, Category.Style, Profiles.BuildKit, "The comment above an ARG or a stage does not describe it.") { IsExperimental = true }),
    IVisit<InstructionSyntax>
{
    public void Visit(InstructionSyntax instruction, RuleContext context)
    {
        if (instruction.CommentsAbove.IsEmpty)
            return;
        string[] names = instruction switch
        {
            ArgSyntax arg => [.. arg.Pairs.Select(static pair => pair.Name.Text)],
            FromSyntax { Name: { } name } => [name.Text.ToLowerInvariant()],
            _ => [],
        };
        if (names.Length == 0 || instruction.CommentsAbove is not [.., { } comment])
            return;
        if (comment.IsIndented || !names.Contains(comment.Text.Split(' ')[0]))
            context.Report(comment.Span, $"this comment does not describe what is below it; write '# {names[0]} …', or a line '#' between", asBuildKit: instruction.KeywordSpan);
    }
}
