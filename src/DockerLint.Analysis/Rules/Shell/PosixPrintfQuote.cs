using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>The directive <c>%q</c> is Bash's.</summary>
internal sealed class PosixPrintfQuote() : BashCommandRule(
    "SC3050", "PosixPrintfQuote", "A printf is given %q although the shell is sh.", "printf")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Arguments is [{ Literal: { } format } word, ..] && format.Contains("%q", StringComparison.Ordinal))
            context.Report(word.Span, "printf of sh knows no %q; quote the value in another way or set SHELL to bash");
    }
}
