using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// Whether <c>echo</c> makes a line end of <c>\n</c> depends on the shell: dash does, Bash writes it as it is. Not
/// reported with <c>-e</c>, nor for dash and ash.
/// </summary>
internal sealed class UnexpandedEcho() : ShellCommandRule(
    "SC2028", "UnexpandedEcho", Severity.Info, Category.Correctness, "An echo is given an escape sequence that not every shell expands.", "echo")
{
    protected override bool ConcernsFolders => true;

    protected override bool Concerns(ShellScript script) => script.Dialect != ShellDialect.Dash;

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            if (argument.Text is ['-', not '-', ..] && argument.Text.Contains('e', StringComparison.Ordinal))
                return;
        }

        foreach (ShellWordSyntax argument in node.Arguments)
        {
            if (argument.IsQuoted && HoldsEscape(argument))
                context.Report(argument.Span, "not every echo expands this escape sequence; use printf");
        }
    }

    private static bool HoldsEscape(ShellWordSyntax word)
    {
        string text = string.Concat(word.Parts.SelectMany(static part => part is ShellDoubleQuotedSyntax quoted
            ? quoted.Parts.Select(TextOf)
            : [TextOf(part)]));
        for (int index = text.IndexOf('\\', StringComparison.Ordinal); index >= 0 && index + 1 < text.Length; index = text.IndexOf('\\', index + 1))
        {
            if (text[index + 1] is 'a' or 'b' or 'e' or 'f' or 'n' or 'r' or 't' or 'v' or 'x' or (>= '0' and <= '7'))
                return true;
        }

        return false;
    }

    /// <summary>What echo gets of a part; of an expansion, nothing is known.</summary>
    private static string TextOf(ShellWordPart part) => part switch
    {
        ShellLiteralSyntax => part.Text,
        ShellEscapeSyntax escape => escape.Value,
        ShellSingleQuotedSyntax { IsAnsiC: false } quoted => quoted.Value,
        _ => "",
    };
}
