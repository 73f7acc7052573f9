using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>A command that starts with a dash is mostly the next line of one whose backslash is missing.</summary>
internal sealed class FlagAsCommand() : ShellNodeRule<ShellSimpleCommandSyntax>(
    "SC2215", "FlagAsCommand", Severity.Warning, Category.Correctness, "An option stands where a command must.")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Name is { } name && name.Characters is ['-', ..])
            context.Report(name.Span, "this option is run as a command; does a line end come before it that should be escaped?");
    }
}
