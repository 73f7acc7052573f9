using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>dash has no <c>[[</c>: "not found", so that the condition never holds.</summary>
internal sealed class PosixDoubleBrackets() : BashismRule<ShellTestSyntax>(
    "SC3010", "PosixDoubleBrackets", "The text [[ … ]] is used although the shell is sh.")
{
    protected override void Check(ShellTestSyntax node, ShellSite site, ShellScript script, RuleContext context) =>
        context.Report(node.Span, "sh has no '[[', so the condition never holds; write '[ … ]' or set SHELL to bash");
}
