using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary><c>x = y</c> runs a command x with the arguments <c>=</c> and <c>y</c>.</summary>
internal sealed class SpacedAssignment() : ShellNodeRule<ShellSimpleCommandSyntax>(
    "SC2283", "SpacedAssignment", Severity.Error, Category.Correctness, "An equals sign starts the first argument of a command.")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Name is { } name
            && node.Arguments is [var first, ..]
            && first.Characters is ['=', ..] or ['\\', '=', ..]
            && first.Characters is not "=="
            && name.Literal != "["
            && (name.Literal is null || !ShellNames.IsDeclaration(name.Literal)))
        {
            context.Report(first.Span, "an assignment has no blanks around '='; remove them, or quote the '=' if it is an argument", isForPeers: node.Name.Literal == "chmod");
        }
    }
}
