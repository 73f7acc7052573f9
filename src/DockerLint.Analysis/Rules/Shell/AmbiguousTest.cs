using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>With <c>-a</c> and <c>-o</c> the meaning of <c>[ … ]</c> depends on the values; POSIX has withdrawn them.</summary>
internal sealed class AmbiguousTest() : ShellCommandRule(
    "SC2166", "AmbiguousTest", Severity.Warning, Category.Correctness, "The text -a or -o joins conditions in [ … ].", FixSafety.Unsafe, "[")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        for (int index = 1; index + 1 < node.Arguments.Length; index++)
        {
            ShellWordSyntax word = node.Arguments[index];
            if (word.Text is not ("-a" or "-o"))
                continue;
            string join = word.Text == "-a" ? "&&" : "||";
            context.Report(word.Span, $"'{word.Text}' is ambiguous here; write two conditions with {join} between", fix: FixOf(word, join, node, site, script));
        }
    }

    /// <summary>
    /// Between the conditions stands only the one kind of operator, and before them nothing that binds otherwise; errexit
    /// would not stop at the first of two that <c>&amp;&amp;</c> joins.
    /// </summary>
    private static Fix? FixOf(ShellWordSyntax word, string join, ShellSimpleCommandSyntax node, ShellSite site, ShellScript script) =>
        node.Redirections.IsEmpty
        && !(join == "&&" && script.EndsOnError && !Conditions.IsChecked(site))
        && !node.Arguments.Any(argument => argument.StaticText is "(" or ")" || (argument.Text is "-a" or "-o" && argument.Text != word.Text))
        && ShellEdits.StandsAlone(site, followsAnd: join == "&&")
            ? new Fix("Write two conditions", IsSafe: false, [Edit.Replace(word.Span, $"] {join} [")])
            : null;
}
