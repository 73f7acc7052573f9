using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>xargs splits names at blanks and takes quotes away, unless find and it end each with a NUL.</summary>
internal sealed class NamesThroughXargs() : ShellNodeRule<ShellPipelineSyntax>(
    "SC2038", "NamesThroughXargs", Severity.Warning, Category.Correctness, "Names go from find to xargs without a NUL after each.", FixSafety.Unsafe, "find")
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
                context.Report(find.Span, "xargs splits names at blanks; use find -print0 with xargs -0, or find -exec … +", fix: FixOf(find, xargs));
            }
        }
    }

    /// <summary>Where find has no action of its own, and nothing that <c>-print0</c> would bind to.</summary>
    private static Fix? FixOf(ShellSimpleCommandSyntax find, ShellSimpleCommandSyntax xargs)
    {
        bool isPlain = find.Arguments.All(static argument => argument.Literal is not ("-o" or "-or" or "," or "-print" or "-delete" or "-quit" or "-prune" or "-ls")
            && !argument.Characters.StartsWith("-exec") && !argument.Characters.StartsWith("-ok") && !argument.Characters.StartsWith("-fprint"));
        return isPlain && find.Arguments is [.., var last] && !xargs.Arguments.Any(static argument => argument.Characters.StartsWith("-d") || argument.Characters.StartsWith("--delimiter"))
            ? new Fix("Use -print0 and -0", IsSafe: false, [Edit.Insert(last.Span.End, " -print0"), Edit.Insert(xargs.Name!.Span.End, " -0")])
            : null;
    }

    private static bool IsNull(string option) =>
        option == "--null" || (option is ['-', not '-', ..] && option.Contains('0', StringComparison.Ordinal));
}
