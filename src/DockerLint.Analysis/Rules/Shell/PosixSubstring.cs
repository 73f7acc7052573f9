using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>dash takes no part of a value by position: "bad substitution".</summary>
internal sealed class PosixSubstring() : BashismRule<ShellParameterExpansionSyntax>(
    "SC3057", "PosixSubstring", "The text ${name:offset} is used although the shell is sh.")
{
    protected override void Check(ShellParameterExpansionSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Operator is ":" && !node.IsLength)
            context.Report(node.Span, "sh takes no part of a value by position; use cut, or '#' and '%' or set SHELL to bash");
    }
}
