using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>dash replaces nothing in a value: "bad substitution".</summary>
internal sealed class PosixReplacement() : BashismRule<ShellParameterExpansionSyntax>(
    "SC3060", "PosixReplacement", "The text ${name/pattern/text} is used although the shell is sh.")
{
    protected override void Check(ShellParameterExpansionSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Operator is ['/', ..])
            context.Report(node.Span, "sh replaces nothing in a value; use sed or set SHELL to bash");
    }
}
