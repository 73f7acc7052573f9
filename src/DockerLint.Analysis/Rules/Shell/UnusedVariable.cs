namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// A variable that is set and never used, a misspelt name perhaps: each RUN has a shell of its own, so no other one
/// sees it. Not reported for names that start with an underscore and those that the shell itself reads.
/// </summary>
internal sealed class UnusedVariable() : ShellCheckRule(
    "SC2034", "UnusedVariable", Severity.Warning, Category.Correctness, "A variable is set and never used.")
{
    protected override void Check(ShellScript script, RuleContext context)
    {
        VariableUses variables = script.Variables;
        HashSet<string> reported = new(StringComparer.Ordinal);
        for (int index = variables.Assignments.Count - 1; index >= 0; index--)
        {
            VariableAssignment assignment = variables.Assignments[index];
            if (assignment.Name is ['_', ..]
                || variables.IsReferenced(assignment.Name)
                || KnownVariables.IsRead(assignment.Name)
                || script.IsKnown(assignment.Name)
                || !reported.Add(assignment.Name))
            {
                continue;
            }

            string advice = assignment.IsLoop ? "call it _, if the loop only counts" : "export it, if another program is to see it, or leave it out";
            context.Report(assignment.Span, $"nothing in this RUN uses '{assignment.Name}'; {advice}");
        }
    }
}
