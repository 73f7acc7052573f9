using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

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
