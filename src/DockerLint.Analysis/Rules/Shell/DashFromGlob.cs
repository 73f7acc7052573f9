using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// A file whose name starts with a dash becomes an option when a pattern at the start of a word finds it. Not
/// reported after <c>--</c>, nor for <c>echo</c>, <c>printf</c> and <c>[</c>.
/// </summary>
internal sealed class DashFromGlob() : ShellNodeRule<ShellSimpleCommandSyntax>(
    "SC2035", "DashFromGlob", Severity.Info, Category.Correctness, "A pattern at the start of an argument can find names that start with a dash.", FixSafety.Unsafe)
{
    /// <summary>To these a name is the same file with <c>./</c> before it.</summary>
    private static readonly string[] s_takeFiles =
        ["cat", "chgrp", "chmod", "chown", "cp", "du", "grep", "gunzip", "gzip", "head", "install", "ln", "ls", "mv", "rm", "sed", "tail", "touch", "wc"];

    /// <summary>Those of them that write the names too.</summary>
    private static readonly string[] s_writeNames = ["du", "grep", "head", "ls", "tail", "wc"];

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Name is null || node.Name.Literal is "echo" or "printf" or "[")
            return;
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            ReadOnlySpan<char> text = argument.Characters;
            if (text is "--")
                return;
            if (text is ['*' or '?', ..] and not [_, '(', ..])
            {
                context.Report(
                    argument.Span,
                    "a name that starts with a dash would be taken for an option; put ./ before the pattern, or -- before the names",
                    fix: s_takeFiles.Contains(node.Name.Literal) && !(s_writeNames.Contains(node.Name.Literal) && IsRead(site)) ? new Fix("Put ./ before it", IsSafe: false, [Edit.Insert(argument.Span.Start, "./")]) : null,
                    isForPeers: node.Name.Literal == "find");
            }
        }
    }

    /// <summary>Whether another command, a variable or a file gets what a command writes.</summary>
    private static bool IsRead(ShellSite site)
    {
        for (ShellSite? part = site; part is not null; part = part.Parent)
        {
            if (part.Node is ShellSubstitutionSyntax or ShellSimpleCommandSyntax { Redirections.IsEmpty: false } or ShellCompoundCommandSyntax { Redirections.IsEmpty: false }
                || (part.Parent?.Node is ShellPipelineSyntax pipeline && part.Node != pipeline.Commands[^1]))
            {
                return true;
            }
        }

        return false;
    }
}
