using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A variable that nothing defines is empty. What the base image defines is known only where it was looked up.</summary>
internal sealed class UndefinedVar() : Rule(
    new("DK1008", "UndefinedVar", Severity.Warning, Category.Correctness, Profiles.BuildKit, "A variable is used that nothing before it defines.")),
    IVisit<ExpandedText>
{
    public void Visit(ExpandedText text, RuleContext context)
    {
        if (text.Stage is not { } stage || text.Instruction is ExposeSyntax)
            return;
        HashSet<string>? reported = null;
        foreach (VariableUse use in text.Expansion.Uses)
        {
            if (use.Variable is not null
                || use.Name is "BUILDKIT_SBOM_SCAN_CONTEXT" or "BUILDKIT_SBOM_SCAN_STAGE"
                || !(reported ??= []).Add(use.Name))
            {
                continue;
            }

            context.Report(
                text.SpanOf(use.Part.Span),
                $"nothing defines '${use.Name}' here, so it is empty; {Similar.Advice(use.Name, stage.Scope, stage.IndexOf(text.Instruction), $"set it with ARG or ENV")}");
        }
    }
}
