using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// Nothing is expanded between single quotes. Not reported for commands that expand it themselves or take it for a
/// program in another language, nor for the prompts PS1 to PS4 and PROMPT_COMMAND.
/// </summary>
internal sealed class QuotedExpression() : ShellNodeRule<ShellSingleQuotedSyntax>(
    "SC2016", "QuotedExpression", Severity.Info, Category.Correctness, "An expansion between single quotes stays as it is written.")
{
    protected override void Check(ShellSingleQuotedSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.IsAnsiC || !HoldsExpansion(node.Characters) || IsPrompt(site) || (site.Command is { } command && Expands(command, node)))
            return;
        context.Report(node.Span, "nothing is expanded between single quotes; use double quotes if it should be");
    }

    private static bool HoldsExpansion(ReadOnlySpan<char> text)
    {
        for (int index = 0; index + 1 < text.Length; index++)
        {
            if (text[index] == '$' && (char.IsAsciiLetterOrDigit(text[index + 1]) || text[index + 1] is '_' or '{' or '('))
                return true;
            if (text[index] == '`' && text[(index + 1)..].IndexOf('`') > 0)
                return true;
        }

        return false;
    }

    private static bool IsPrompt(ShellSite site)
    {
        for (ShellSite? around = site; around is not null; around = around.Parent)
        {
            switch (around.Node)
            {
                case ShellAssignmentSyntax assignment:
                    return IsPrompt(assignment.Name);
                case ShellWordSyntax word when IsPrompt(ShellNames.AssignedBy(word)):
                    return true;
                case ShellSimpleCommandSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool IsPrompt(ReadOnlySpan<char> name) => name is "PS1" or "PS2" or "PS3" or "PS4" or "PROMPT_COMMAND";

    private static bool Expands(ShellSimpleCommandSyntax command, ShellSingleQuotedSyntax text)
    {
        if (command.Name is null)
            return false;
        string? name = ShellCommand.NameOf(command);
        if (name is "command" or "exec" or "find" or "time" or "busybox")
            name = NameIn(command, name) ?? name;
        return name switch
        {
            "trap" or "sh" or "bash" or "ksh" or "zsh" or "ssh" or "eval" or "xprop" or "alias" or "sudo" or "docker" or "podman"
                or "dpkg-query" or "jq" or "rename" or "rg" or "unset" => true,
            "git" => command.Arguments is [{ Literal: "filter-branch" }, ..],
            "mumps" => true,
            "sed" => HoldsAddress(text.Characters),
            { } other => other.EndsWith("awk", StringComparison.Ordinal) || other.StartsWith("perl", StringComparison.Ordinal),
            null => false,
        };
    }

    /// <summary>The command that another one runs.</summary>
    private static string? NameIn(ShellSimpleCommandSyntax command, string name)
    {
        ReadOnlySpan<ShellWordSyntax> arguments = command.Arguments.AsSpan();
        if (name == "find")
        {
            while (!arguments.IsEmpty && arguments[0].Literal is not ("-exec" or "-execdir"))
                arguments = arguments[1..];
            if (!arguments.IsEmpty)
                arguments = arguments[1..];
        }

        return arguments is [{ Literal: { } inner }, ..] ? ShellCommand.WithoutFolder(inner) : null;
    }

    /// <summary>Whether a script for sed has <c>$</c> with one of its commands, the last line being meant, or a block.</summary>
    private static bool HoldsAddress(ReadOnlySpan<char> text)
    {
        for (int index = 0; index + 1 < text.Length; index++)
        {
            if (text[index] == '$'
                && text[index + 1] is '{' or 'd' or 'p' or 's' or 'a' or 'i' or 'c'
                && (index + 2 >= text.Length || !char.IsAsciiLetter(text[index + 2])))
            {
                return true;
            }
        }

        return false;
    }
}
