using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>dash has no <c>&lt;(…)</c> and <c>&gt;(…)</c>: the script is a syntax error to it.</summary>
internal sealed class PosixProcessSubstitution() : BashismRule<ShellProcessSubstitutionSyntax>(
    "SC3001", "PosixProcessSubstitution", "A process substitution is used although the shell is sh.")
{
    protected override void Check(ShellProcessSubstitutionSyntax node, ShellSite site, ShellScript script, RuleContext context) =>
        context.Report(node.Span, "sh has no process substitution; use a pipe or a file or set SHELL to bash");
}
