using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>POSIX has no local variables; dash and ash have, as a shell for Debian must.</summary>
internal sealed class PosixLocal() : BashCommandRule(
    "SC3043", "PosixLocal", "The text 'local' is used although the shell is sh.", "local")
{
    protected override bool Concerns(ShellScript script) => script.Dialect == Semantics.ShellDialect.Sh;

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context) =>
        context.Report(node.Span, "POSIX has no 'local'; leave it out or set SHELL to bash");
}
