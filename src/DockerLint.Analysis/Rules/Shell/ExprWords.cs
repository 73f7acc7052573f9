using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>What these words of expr do, POSIX leaves open.</summary>
internal sealed class ExprWords() : ShellNodeRule<ShellSimpleCommandSyntax>(
    "SC2308", "ExprWords", Severity.Info, Category.Correctness, "An expr is given length, match, substr or index.")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Name?.Literal == "expr" && node.Arguments is [{ Literal: "length" or "match" or "substr" or "index" } word, _, ..])
            context.Report(word.Span, $"not every expr knows '{word.Text}'; use an expansion of the shell, or cut");
    }
}
