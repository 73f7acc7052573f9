using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>Whether the status of a command decides what is run next.</summary>
internal static class Conditions
{
    /// <summary>
    /// Whether <c>&amp;&amp;</c> or <c>||</c> follows it or what it stands in, or it stands in the condition of
    /// <c>if</c> or of a loop.
    /// </summary>
    public static bool IsChecked(ShellSite site)
    {
        for (ShellSite? child = site; child.Parent is { } parent; child = parent)
        {
            bool decides = parent.Node switch
            {
                ShellStatementSyntax statement => child.Node != statement.Pipelines[^1],
                ShellIfClauseSyntax clause => child.Node.LogicalSpan.Start < clause.Body[0].LogicalSpan.Start,
                ShellWhileSyntax loop => child.Node.LogicalSpan.Start < loop.Body[0].LogicalSpan.Start,
                _ => false,
            };
            if (decides)
                return true;
        }

        return false;
    }
}
