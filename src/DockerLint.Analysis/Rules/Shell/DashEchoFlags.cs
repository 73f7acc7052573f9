using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>dash and ash write <c>-e</c> and <c>-E</c> or drop them, as they were built; <c>-n</c> they all know.</summary>
internal sealed class DashEchoFlags() : BashCommandRule(
    "SC3036", "DashEchoFlags", "An echo is given options other than -n although the shell is dash or ash.", "echo")
{
    protected override bool ConcernsFolders => true;

    protected override bool Concerns(ShellScript script) => script.Dialect == Semantics.ShellDialect.Dash;

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (EchoOption.Of(node) is { Literal: not "-n" } option)
            context.Report(option.Span, "dash's echo knows no option but -n; use printf or set SHELL to bash");
    }
}
