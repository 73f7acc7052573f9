using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>POSIX leaves open what an option of echo does: dash knows <c>-n</c> only.</summary>
internal sealed class EchoFlags() : BashCommandRule(
    "SC3037", "EchoFlags", "An echo is given options although the shell is sh.", "echo")
{
    protected override bool ConcernsFolders => true;

    protected override bool Concerns(ShellScript script) => script.Dialect == Semantics.ShellDialect.Sh;

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (EchoOption.Of(node) is { } option)
            context.Report(option.Span, "what sh does with options of echo is not defined; use printf or set SHELL to bash");
    }
}
