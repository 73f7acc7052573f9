using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>ln with one name links it into the current folder.</summary>
internal sealed class LinkWithoutTarget() : ShellCommandRule(
    "SC2226", "LinkWithoutTarget", Severity.Warning, Category.Correctness, "An ln is given one name only.", "ln")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        ShellWordSyntax? only = null;
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            if (argument.Literal is { } option && (option == "--" || option.StartsWith("-t", StringComparison.Ordinal) || option.StartsWith("--target", StringComparison.Ordinal)))
                return;
            if (argument.Literal is ['-', ..])
                continue;
            if (only is not null || argument.Characters.ContainsAny('*', '{') || argument.Text.Contains('@', StringComparison.Ordinal))
                return;
            only = argument;
        }

        if (only is { Literal: not null } or { IsQuoted: true })
            context.Report(node.Span, "the link is made in the current folder; name the place of the link, '.' if that is meant");
    }
}
