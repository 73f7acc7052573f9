using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>POSIX names it <c>.</c>; dash has no <c>source</c>.</summary>
internal sealed class PosixSource() : BashCommandRule(
    "SC3046", "PosixSource", "The text 'source' is used although the shell is sh.", FixSafety.Unsafe, "source", "command")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Name!.Literal == "source" || node.Arguments is [{ Literal: "source" }, ..])
            context.Report(node.Span, "sh has no 'source'; write '.' or set SHELL to bash", fix: FixOf(node));
    }

    /// <summary>A name without a slash is looked for elsewhere: not in the working directory.</summary>
    private static Fix? FixOf(ShellSimpleCommandSyntax node) =>
        node is { Name: { Literal: "source" } name, Arguments: [var script] } && script.Characters.Contains('/')
            ? new Fix("Write '.'", IsSafe: false, [Edit.Replace(name.Span, ".")])
            : null;
}
