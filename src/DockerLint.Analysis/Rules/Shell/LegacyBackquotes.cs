using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// Backquotes need a second set of backslashes and cannot be nested without. The fix is made where nothing in them
/// is escaped.
/// </summary>
internal sealed class LegacyBackquotes() : ShellNodeRule<ShellCommandSubstitutionSyntax>(
    "SC2006", "LegacyBackquotes", Severity.Style, Category.Style, "Backquotes are used in place of $(…).", FixSafety.Safe)
{
    protected override void Check(ShellCommandSubstitutionSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (node.IsBackquoted && !node.Statements.IsEmpty)
            context.Report(node.Span, "backquotes are hard to nest and to read; write $(…)", fix: FixOf(node, context));
    }

    private static Fix? FixOf(ShellCommandSubstitutionSyntax node, RuleContext context) => context.Source.Slice(node.Span).Contains('\\')
        ? null
        : new Fix(
            "Write $(…)",
            IsSafe: true,
            [new TextEdit(node.Span with { Length = 1 }, "$("), new TextEdit(new TextSpan(node.Span.End - 1, 1), ")")]);
}
