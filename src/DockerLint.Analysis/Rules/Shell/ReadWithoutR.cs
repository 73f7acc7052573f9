using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>Without <c>-r</c> read takes backslashes away.</summary>
internal sealed class ReadWithoutR() : ShellCommandRule(
    "SC2162", "ReadWithoutR", Severity.Info, Category.Correctness, "A read is used without -r.", FixSafety.Unsafe, "read")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (!node.Arguments.Any(static argument => argument.Text is ['-', not '-', ..] && argument.Text.Contains('r', StringComparison.Ordinal)))
            context.Report(node.Name!.Span, "read drops backslashes; add -r", fix: new Fix("Add -r", IsSafe: false, [Edit.Insert(node.Name!.Span.End, " -r")]));
    }
}
