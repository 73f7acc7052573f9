using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>With <c>-a</c> and <c>-o</c> the meaning of <c>[ … ]</c> depends on the values; POSIX has withdrawn them.</summary>
internal sealed class AmbiguousTest() : ShellCommandRule(
    "SC2166", "AmbiguousTest", Severity.Warning, Category.Correctness, "The text -a or -o joins conditions in [ … ].", "[")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        for (int index = 1; index + 1 < node.Arguments.Length; index++)
        {
            ShellWordSyntax word = node.Arguments[index];
            if (word.Text is "-a" or "-o")
                context.Report(word.Span, $"'{word.Text}' is ambiguous here; write two conditions with {(word.Text == "-a" ? "&&" : "||")} between");
        }
    }
}
