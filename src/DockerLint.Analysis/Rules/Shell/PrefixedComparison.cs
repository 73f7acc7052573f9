using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>An x before both sides of a comparison was needed by shells of the last century.</summary>
internal sealed class PrefixedComparison() : ShellCheckRule(
    "SC2268", "PrefixedComparison", Severity.Style, Category.Style, "Both sides of a comparison have an x before them.")
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
                context.Report(items[index - 1].Span, "no shell in use needs the 'x'; leave it out and quote both sides");
        }
    }

    private static bool HasPrefix(ShellNode node) => node is ShellWordSyntax && node.Characters switch
    {
        ['x', ..] => true,
        ['"' or '\'', 'x', ..] => true,
        _ => false,
    };
}
