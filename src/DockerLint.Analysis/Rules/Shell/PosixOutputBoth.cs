using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>dash runs the command before <c>&amp;&gt;</c> in the background and empties the file.</summary>
internal sealed class PosixOutputBoth() : BashismRule<ShellRedirectionSyntax>(
    "SC3020", "PosixOutputBoth", "The text &> is used although the shell is sh.", FixSafety.Unsafe)
{
    protected override void Check(ShellRedirectionSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Kind == ShellRedirectionKind.OutputBoth)
            context.Report(node.Span, "sh sends the command to the background here; write '> file 2>&1' or set SHELL to bash", fix: FixOf(node));
    }

    private static Fix FixOf(ShellRedirectionSyntax node) =>
        new("Write > file 2>&1", IsSafe: false, [Edit.Delete(node.Span with { Length = 1 }), Edit.Insert(node.Span.End, " 2>&1")]);
}
