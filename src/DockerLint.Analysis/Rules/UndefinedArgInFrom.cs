using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>FROM sees only ARGs that stand before the first FROM.</summary>
internal sealed class UndefinedArgInFrom() : Rule(
    new("DK1006", "UndefinedArgInFrom", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.BuildKit, "FROM uses a variable that no ARG before the first FROM declares.")),
    IVisit<ExpandedText>
{
    public void Visit(ExpandedText text, RuleContext context)
    {
        if (text.Instruction is not FromSyntax)
            return;
        foreach (VariableUse use in text.Expansion.Uses)
        {
            if (use.Variable is not null)
                continue;
            context.Report(
                text.SpanOf(use.Part.Span),
                $"no ARG before the first FROM declares '{use.Name}'; {Similar.Advice(use.Name, context.Model.Preamble.Scope, int.MaxValue, $"add ARG {use.Name}")}");
        }
    }
}
