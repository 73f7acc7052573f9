using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>xargs splits names at blanks and takes quotes away, unless find and it end each with a NUL.</summary>
internal sealed class NamesThroughXargs() : ShellNodeRule<ShellPipelineSyntax>(
    "SC2038", "NamesThroughXargs", Severity.Warning, Category.Correctness, "Names go from find to xargs without a NUL after each.")
{
    protected override void Check(ShellPipelineSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        for (int index = 0; index + 1 < node.Commands.Length; index++)
        {
            if (node.Commands[index] is ShellSimpleCommandSyntax { Name.Literal: "find" } find
                && node.Commands[index + 1] is ShellSimpleCommandSyntax { Name.Literal: "xargs" } xargs
                && !find.Arguments.Any(static argument => argument.Literal is "-print0" or "-printf" or "-fprint0" or "-fprintf")
                && !xargs.Arguments.Any(static argument => argument.Literal is { } option && IsNull(option)))
            {
                context.Report(find.Span, "xargs splits names at blanks; use find -print0 with xargs -0, or find -exec … +");
            }
        }
    }

    private static bool IsNull(string option) =>
        option == "--null" || (option is ['-', not '-', ..] && option.Contains('0', StringComparison.Ordinal));
}
