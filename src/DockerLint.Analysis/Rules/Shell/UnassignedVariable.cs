using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// A variable that nothing sets is empty. Names in capitals are left alone, for the base image may set them, and so
/// are those that the script tests, or has a default for.
/// </summary>
internal sealed class UnassignedVariable() : ShellCheckRule(
    "SC2154", "UnassignedVariable", Severity.Warning, Category.Correctness, "A variable is used that nothing sets.")
{
    protected override void Check(ShellScript script, RuleContext context)
    {
        VariableUses variables = script.Variables;
        HashSet<string> reported = new(StringComparer.Ordinal);
        HashSet<string>? setBeforeBuiltin = null;
        foreach ((string name, TextSpan span) in variables.References)
        {
            if (name.Any(char.IsAsciiLetterLower)
                && !variables.IsAssigned(name)
                && !variables.IsChecked(name)
                && !KnownVariables.IsRead(name)
                && !script.IsKnown(name)
                && reported.Add(name))
            {
                context.Report(span, $"nothing sets '{name}', so it is empty; set it in this RUN, or with ARG or ENV", isForPeers: (setBeforeBuiltin ??= SetBeforeBuiltin(script)).Contains(name));
            }
        }
    }

    /// <summary>What is assigned before a special built-in, after which POSIX lets the value stay.</summary>
    private static HashSet<string> SetBeforeBuiltin(ShellScript script)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ShellSite site in script.Commands("set"))
            names.UnionWith(((ShellSimpleCommandSyntax)site.Node).Assignments.Select(static assignment => assignment.Name));
        return names;
    }
}
