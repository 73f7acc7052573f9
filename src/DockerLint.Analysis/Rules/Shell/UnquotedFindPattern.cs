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
