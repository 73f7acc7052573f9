using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// <c>\n</c>, <c>\t</c> and <c>\r</c> outside of quotes are the letters. A path of Windows in a script for sh is found
/// so, too.
/// </summary>
internal sealed class BareControlEscape() : ShellNodeRule<ShellEscapeSyntax>(
    "SC1012", "BareControlEscape", Severity.Warning, Category.Correctness, "An escape for a line end, tab or return stands outside of quotes, where it is a letter.")
{
    protected override void Check(ShellEscapeSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Value is "n" or "t" or "r" && Backslashes.IsOrdinary(node, site))
            context.Report(node.Span, $"'{node.Text}' is the letter '{node.Value}' here; use \"$(printf '\\{node.Value}')\" for the character");
    }
}
