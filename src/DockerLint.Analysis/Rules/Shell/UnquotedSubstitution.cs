using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// What a command writes is split at blanks, and its words are taken for patterns. Not reported for <c>seq</c> and
/// <c>pgrep</c> alone, which write numbers.
/// </summary>
internal sealed class UnquotedSubstitution() : ShellNodeRule<ShellCommandSubstitutionSyntax>(
    "SC2046", "UnquotedSubstitution", Severity.Warning, Category.Correctness, "The output of a command that is not quoted is split into words, which are taken for patterns.", FixSafety.Unsafe)
{
    protected override void Check(ShellCommandSubstitutionSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (!node.Statements.IsEmpty && !WritesNumbers(node) && site.IsSplit(script.Dialect))
            context.Report(node.Span, "the output is split into words and these are taken for patterns; put the substitution in double quotes", fix: MayWriteNothing(node) || IsList(node, site) ? null : ShellEdits.Quote(site), isForPeers: IsTarget(site) || MayWriteNothing(node));
    }

    private static bool IsList(ShellCommandSubstitutionSyntax node, ShellSite site) =>
        WordLists.AreMeantAt(site, WordLists.IsArgument(site) && WordLists.AreWrittenBy(node));

    /// <summary>Whether it names the file of a redirection, which dash and ash never split.</summary>
    private static bool IsTarget(ShellSite site)
    {
        while (site.Parent is { Node: ShellWordSyntax } around)
            site = around;
        return site.Parent?.Node is ShellRedirectionSyntax;
    }

    /// <summary>Whether what it writes depends on a condition: unquoted, nothing is no argument.</summary>
    private static bool MayWriteNothing(ShellCommandSubstitutionSyntax substitution) =>
        substitution.Statements is not [{ Pipelines: [{ Commands: [.., ShellSimpleCommandSyntax] }] }];

    private static bool WritesNumbers(ShellCommandSubstitutionSyntax substitution) => substitution.Statements is
        [{ Pipelines: [{ Commands: [ShellSimpleCommandSyntax { Name.Literal: "seq" or "pgrep" }] }] }];
}
