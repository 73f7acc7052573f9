using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>POSIX has no brace expansion: dash makes one word of <c>{a,b}</c>, as it stands.</summary>
internal sealed class PosixBraceExpansion() : BashismRule<ShellWordSyntax>(
    "SC3009", "PosixBraceExpansion", "A brace expansion is used although the shell is sh.")
{
    protected override bool Concerns(ShellScript script) => base.Concerns(script) && script.Syntax.Characters.Contains('{');

    protected override void Check(ShellWordSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (site.Parent?.Node is ShellParameterExpansionSyntax)
            return;
        foreach (TextSpan braces in BraceExpansion.In(node))
            context.Report(braces, "sh expands no braces, so this is one word; write the words out or set SHELL to bash");
    }
}
