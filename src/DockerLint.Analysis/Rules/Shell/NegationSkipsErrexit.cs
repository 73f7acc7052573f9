using System.Collections.Immutable;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// <c>set -e</c> does not stop at a command with <c>!</c> before it. Not reported where its status is the last one of
/// the script, a subshell or a function, or decides what comes next.
/// </summary>
internal sealed class NegationSkipsErrexit() : ShellNodeRule<ShellStatementSyntax>(
    "SC2251", "NegationSkipsErrexit", Severity.Info, Category.Correctness, "A negated command cannot stop the script, although set -e is on.")
{
    protected override bool Concerns(ShellScript script) => script.EndsOnError;

    protected override void Check(ShellStatementSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.Pipelines is not [{ Prefixes: [{ Kind: ShellOperatorKind.Not } sign, ..] }] || node.IsBackground)
            return;
        if (!IsResult(node, site.Parent!) && !IsExempt(site) && !Conditions.IsChecked(site.Parent!))
            context.Report(sign.Span, "set -e does not stop at a negated command; append '&& exit 1' to the command without the '!'");
    }

    /// <summary>Whether what it stands in succeeds when it does, and it is therefore not lost.</summary>
    private static bool IsResult(ShellStatementSyntax statement, ShellSite around) => around.Node switch
    {
        ShellScriptSyntax script => IsLast(statement, script.Statements),
        ShellGroupSyntax group => (group.IsSubshell || around.Parent?.Node is ShellFunctionSyntax) && IsLast(statement, group.Statements),
        ShellIfClauseSyntax clause => IsLast(statement, clause.Condition),
        ShellWhileSyntax loop => IsLast(statement, loop.Condition),
        _ => false,
    };

    private static bool IsExempt(ShellSite site) => site.Parent!.Node is ShellCaseItemSyntax or ShellSubstitutionSyntax;

    private static bool IsLast(ShellStatementSyntax statement, ImmutableArray<ShellStatementSyntax> statements) =>
        statements is [.., var last] && last == statement;
}
