using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>The shell replaces the pattern before find sees it, when a file in the current folder fits.</summary>
internal sealed class UnquotedFindPattern() : ShellCommandRule(
    "SC2061", "UnquotedFindPattern", Severity.Warning, Category.Correctness, "A pattern for find is not quoted.", FixSafety.Unsafe, "find")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        for (int index = 0; index + 1 < node.Arguments.Length; index++)
        {
            if (node.Arguments[index].Literal is "-name" or "-iname" or "-path" or "-ipath" or "-wholename" or "-iwholename" or "-regex" or "-iregex" or "-lname" or "-ilname"
                && IsPattern(node.Arguments[index + 1]))
            {
                context.Report(node.Arguments[index + 1].Span, "the shell expands this pattern before find sees it; put it in quotes", fix: FixOf(node.Arguments[index + 1]));
            }
        }
    }

    private static Fix? FixOf(ShellWordSyntax word)
    {
        string? quote = word.IsQuoted || word.Characters.ContainsAny("\\`") ? null : word.Literal is null ? "\"" : "'";
        return quote is null ? null : new Fix("Put it in quotes", IsSafe: false, [Edit.Insert(word.Span.Start, quote), Edit.Insert(word.Span.End, quote)]);
    }

    private static bool IsPattern(ShellWordSyntax word) =>
        word.Parts.Any(static part => part is ShellLiteralSyntax && part.Characters.ContainsAny('*', '?', '['));
}

/// <summary>The shell takes the redirection for find itself, once, not for each command that it runs.</summary>
internal sealed class RedirectionInExec() : ShellCommandRule(
    "SC2227", "RedirectionInExec", Severity.Warning, Category.Correctness, "A redirection stands in the middle of what find executes.", "find")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        int next = 0;
        bool isInExec = false;
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            while (next < node.Redirections.Length && node.Redirections[next].LogicalSpan.Start < argument.LogicalSpan.Start)
            {
                ShellRedirectionSyntax redirection = node.Redirections[next++];
                if (isInExec)
                    context.Report(redirection.Span, "this redirects the output of find as a whole; move it after the ';', or run sh -c");
            }

            if (argument.Literal is "-exec" or "-execdir" or "-ok" or "-okdir")
                isInExec = true;
            else if (argument.Literal is ";" or "+")
                isInExec = false;
        }
    }
}
