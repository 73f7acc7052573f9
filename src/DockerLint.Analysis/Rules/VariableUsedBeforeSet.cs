using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>A variable has a value only after the instruction that sets it; before that it is empty.</summary>
internal sealed class VariableUsedBeforeSet() : Rule(
    new("DK1024", "VariableUsedBeforeSet", Severity.Warning, Category.Correctness, Profiles.None, "A variable is used above the ENV or ARG that sets it.")
    {
        Supersedes = ["DK1008", "SC2154"],
    }),
    IVisit<ExpandedText>,
    IVisit<ShellScript>
{
    public void Visit(ExpandedText text, RuleContext context)
    {
        foreach ((string name, TextSpan span) in Unset.In(text, isDefaultEnough: true))
            Check(name, span, text.Stage!, text.Stage!.IndexOf(text.Instruction), context);
    }

    public void Visit(ShellScript script, RuleContext context)
    {
        foreach ((string name, TextSpan span) in script.Unset)
            Check(name, span, context.Stage, context.Index, context);
    }

    private static void Check(string name, TextSpan span, Stage stage, int index, RuleContext context)
    {
        if (Unset.SetAfter(name, stage, index) is { } later)
            context.Report(span, $"'{name}' is set only further down, so it is empty here; set it before it is used", new RelatedLocation(later.Span, $"'{name}' is set here"));
    }
}
