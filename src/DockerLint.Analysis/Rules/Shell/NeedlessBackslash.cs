using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// Outside of quotes a backslash before an ordinary character is simply dropped. Not reported at the start of a
/// command's name, where it keeps an alias from being used; <c>\n</c>, <c>\t</c> and <c>\r</c> are SC1012.
/// </summary>
internal sealed class NeedlessBackslash() : ShellNodeRule<ShellEscapeSyntax>(
    "SC1001", "NeedlessBackslash", Severity.Info, Category.Correctness, "A backslash before an ordinary character is dropped.")
{
    protected override void Check(ShellEscapeSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (Backslashes.IsOrdinary(node, site) && node.Value is not ("n" or "t" or "r"))
            context.Report(node.Span, $"the backslash is dropped and '{node.Value}' is left; quote it to keep the backslash, or leave it out");
    }
}
