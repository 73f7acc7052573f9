using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary><c>do</c>, <c>done</c>, <c>then</c> and <c>fi</c> mean something only where a command can start.</summary>
internal sealed class KeywordAsArgument() : ShellNodeRule<ShellSimpleCommandSyntax>(
    "SC1010", "KeywordAsArgument", Severity.Warning, Category.Correctness, "A keyword of the shell is an argument of a command.")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Name is null)
            return;
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            if (argument.Characters is "do" or "done" or "then" or "fi" or "esac")
                context.Report(argument.Span, $"'{argument.Text}' is an argument here; put a semicolon or a line end before it, or quote it");
        }
    }
}
