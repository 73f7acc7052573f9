using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>The shell takes the redirection for find itself, once, not for each command that it runs.</summary>
internal sealed class RedirectionInExec() : ShellCommandRule(
    "SC2227", "RedirectionInExec", Severity.Warning, Category.Correctness, "A redirection stands in the middle of what find executes.", "find")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        int next = 0;
        bool isInExec = false;
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            while (next < node.Redirections.Length && node.Redirections[next].LogicalSpan.Start < argument.LogicalSpan.Start)
            {
                ShellRedirectionSyntax redirection = node.Redirections[next++];
                if (isInExec)
                    context.Report(redirection.Span, "this redirects the output of find as a whole; move it after the ';', or run sh -c");
            }

            if (argument.Literal is "-exec" or "-execdir" or "-ok" or "-okdir")
                isInExec = true;
            else if (argument.Literal is ";" or "+")
                isInExec = false;
        }
    }
}
