using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A label outside of the schema is often one that is mistyped. Acts only where strict labels are configured.</summary>
internal sealed class UnexpectedLabel() : Rule(
    new("DL3050", "UnexpectedLabel", Severity.Info, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A label is not in the schema.") { IsConditional = true }),
    IVisit<LabelSyntax>
{
    public void Visit(LabelSyntax label, RuleContext context)
    {
        if (!context.Policy.StrictLabels)
            return;
        foreach (KeyValueSyntax pair in label.Pairs)
        {
            string key = context.Model.ValueOf(pair.Name);
            if (!context.Policy.Labels.ContainsKey(key))
                context.Report(pair.Name.Span, $"the label '{key}' is not in the schema; {Similar.Advice(key, context.Policy.Labels.Keys, "remove it")}");
        }
    }
}
