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
        foreach (KeyValueSyntax pair in env.Pairs.Length > 1 ? env.Pairs : [])
        {
            foreach (VariablePart variable in pair.Value?.Variables ?? [])
            {
                if (env.Pairs.Any(other => other != pair && other.Name.Text == variable.Name)
                    && context.Stage.Scope.Find(variable.Name, context.Index) is not { Declaration: not null })
                {
                    context.Report(pair.Value!.SpanOf(variable.Span), $"'{variable.Name}' is not set before this ENV ends; use it in an ENV of its own");
                }
            }
        }
    }
}
