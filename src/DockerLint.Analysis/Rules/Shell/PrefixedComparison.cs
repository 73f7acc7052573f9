using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>An x before both sides of a comparison was needed by shells of the last century.</summary>
internal sealed class PrefixedComparison() : ShellCheckRule(
    "SC2268", "PrefixedComparison", Severity.Style, Category.Style, "Both sides of a comparison have an x before them.", FixSafety.Safe)
{
    protected override void Check(ShellScript script, RuleContext context)
    {
        foreach (ShellSite site in script.Commands("["))
            Check(((ShellSimpleCommandSyntax)site.Node).Arguments, context);
        foreach (ShellSite site in script.Commands("test"))
            Check(((ShellSimpleCommandSyntax)site.Node).Arguments, context);
        foreach (ShellSite site in script.All<ShellTestSyntax>())
            Check(((ShellTestSyntax)site.Node).Items, context);
    }

    private static void Check(IReadOnlyList<ShellNode> items, RuleContext context)
    {
        for (int index = 1; index + 1 < items.Count; index++)
        {
            if (items[index] is ShellWordSyntax { Text: "=" or "==" } && HasPrefix(items[index - 1]) && HasPrefix(items[index + 1]))
                context.Report(items[index - 1].Span, "no shell in use needs the 'x'; leave it out and quote both sides", fix: FixOf(items, index));
        }
    }

    /// <summary>With three operands between quotes, the one in the middle is always the operator.</summary>
    private static Fix? FixOf(IReadOnlyList<ShellNode> items, int index)
    {
        if (index != 1 || items.Count > 4 || (items.Count == 4 && items[3].Text != "]") || !IsQuoted(items[0]) || !IsQuoted(items[2]))
            return null;
        return new Fix("Leave the x out", IsSafe: true, [Edit.Delete(Prefix(items[0])), Edit.Delete(Prefix(items[2]))]);
    }

    private static bool IsQuoted(ShellNode node) => node is ShellWordSyntax { Parts: [ShellDoubleQuotedSyntax or ShellSingleQuotedSyntax] };

    private static TextSpan Prefix(ShellNode node) => node.LogicalText.ToSource(new TextSpan(node.LogicalSpan.Start + 1, 1));

    private static bool HasPrefix(ShellNode node) => node is ShellWordSyntax && node.Characters switch
    {
        ['x', ..] => true,
        ['"' or '\'', 'x', ..] => true,
        _ => false,
    };
}
