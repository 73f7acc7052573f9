using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary><c>test</c> of POSIX compares with one equals sign.</summary>
internal sealed class PosixDoubleEquals() : BashCommandRule(
    "SC3014", "PosixDoubleEquals", "The text == is used in [ … ] although the shell is sh.", FixSafety.Unsafe, "[")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            if (argument.Text == "==")
                context.Report(argument.Span, "'[' of sh knows no '=='; write '=' or set SHELL to bash", fix: new Fix("Write =", IsSafe: false, [Edit.Replace(argument.Span, "=")]));
        }
    }
}
