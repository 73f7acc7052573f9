using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>What these words of expr do, POSIX leaves open.</summary>
internal sealed class ExprWords() : ShellCommandRule(
    "SC2308", "ExprWords", Severity.Info, Category.Correctness, "An expr is given length, match, substr or index.", "expr")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Arguments is [{ Literal: "length" or "match" or "substr" or "index" } word, _, ..])
            context.Report(word.Span, $"not every expr knows '{word.Text}'; use an expansion of the shell, or cut");
    }
}
