using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// All values of an ENV are expanded before any of its names is set, so that a name is not yet known beside it. A
/// variable that an earlier ENV or ARG of the file sets has that value, and one may refer to itself.
/// </summary>
internal sealed class SameEnvReference() : Rule(
    new("DL3044", "SameEnvReference", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "ENV uses a variable that the same ENV sets.")),
    IVisit<EnvSyntax>
{
    public void Visit(EnvSyntax env, RuleContext context)
    {
        Dictionary<string, int>? counts = null;
        foreach (KeyValueSyntax pair in env.Pairs.Length > 1 ? env.Pairs : [])
        {
            foreach (VariablePart variable in pair.Value?.Variables ?? [])
            {
                counts ??= env.Pairs.GroupBy(static pair => pair.Name.Text).ToDictionary(static group => group.Key, static group => group.Count());
                if (counts.GetValueOrDefault(variable.Name) > (pair.Name.Text == variable.Name ? 1 : 0)
                    && context.Stage.Scope.Find(variable.Name, context.Index) is not { Declaration: not null })
                {
                    context.Report(pair.Value!.SpanOf(variable.Span), $"'{variable.Name}' is not set before this ENV ends; use it in an ENV of its own");
                }
            }
        }
    }
}
