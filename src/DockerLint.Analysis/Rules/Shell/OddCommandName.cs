using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// A command's name that ends with a comma, a dot, a bracket, a quote or a blank: most often there is one quote too
/// many or the line before is not continued.
/// </summary>
internal sealed class OddCommandName() : ShellNodeRule<ShellSimpleCommandSyntax>(
    "SC2288", "OddCommandName", Severity.Warning, Category.Correctness, "The name of a command ends with a character that names do not end with.")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Name is { } name && !char.IsAsciiLetterOrDigit(name.Characters[^1]) && LastOf(name) is { } last && name.Literal is not ("." or "["))
            context.Report(name.Span, $"this is run as a command whose name ends with '{last}'; are quotes or a continuation wrong?");
    }

    private static char? LastOf(ShellWordSyntax name)
    {
        ShellWordPart? part = name.Parts.LastOrDefault();
        if (part is ShellDoubleQuotedSyntax quoted)
            part = quoted.Parts.LastOrDefault();
        string text = part switch
        {
            ShellLiteralSyntax => part.Text,
            ShellEscapeSyntax escape => escape.Value,
            ShellSingleQuotedSyntax single => single.Value,
            _ => "",
        };
        return text is [.., '.' or ',' or '\'' or '"' or '%' or ' ' or '(' or ')' or '[' or ']' or '{' or '}'] ? text[^1] : null;
    }
}
