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

/// <summary>Backslashes outside of quotes.</summary>
internal static class Backslashes
{
    /// <summary>Whether one stands before a character that needs none.</summary>
    public static bool IsOrdinary(ShellEscapeSyntax escape, ShellSite site)
    {
        if (escape.Value is not [char c] || (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '/' or ':' or '%' or '=' or '^')))
            return false;
        ShellSite? word = site.Parent;
        while (word?.Node is ShellParenthesizedSyntax)
            word = word.Parent;
        return word is { Node: ShellWordSyntax, Parent.Node: var holder } && holder switch
        {
            ShellSimpleCommandSyntax command => word.Node != command.Name || escape.LogicalSpan.Start != word.Node.LogicalSpan.Start,
            ShellParameterExpansionSyntax or ShellMatchSyntax => false,
            _ => true,
        };
    }
}
