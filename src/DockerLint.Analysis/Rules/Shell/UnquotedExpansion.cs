using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// An unquoted variable is split at blanks and its words are taken for patterns. Not reported: one that is known to
/// hold a single plain word wherever the script comes there (<see cref="SplitFlow"/>), <c>$?</c>, <c>$#</c>,
/// <c>$$</c>, <c>$!</c>, <c>$-</c>, lengths, <c>${x:+…}</c>, and <c>$@</c> and <c>${a[@]}</c>, which are numbers of their own.
/// Nor is one reported whose name says that it is a list, or that <c>apt-mark</c> is given, but for hadolint's profile.
/// hadolint hides from ShellCheck that the value of an ARG or ENV can be anything, so its profile has none of these.
/// </summary>
internal sealed class UnquotedExpansion() : ShellCheckRule(
    "SC2086", "UnquotedExpansion", Severity.Info, Category.Correctness, "A variable that is not quoted is split into words, which are taken for patterns.", FixSafety.Unsafe)
{
    private static readonly string[] s_lists = ["deps", "dependencies", "packages", "pkgs", "modules", "flags", "opts", "options", "args"];

    protected override void Check(ShellScript script, RuleContext context)
    {
        List<ShellSite>? candidates = null;
        foreach (ShellSite site in script.All<ShellParameterExpansionSyntax>())
        {
            var expansion = (ShellParameterExpansionSyntax)site.Node;
            if (CanBeSplit(expansion) && site.IsSplit(script.Dialect) && !IsDefaultOfNoOp(expansion, site))
                (candidates ??= []).Add(site);
        }

        if (candidates is null)
            return;
        var flow = new SplitFlow(script);
        foreach (ShellSite site in candidates)
        {
            var expansion = (ShellParameterExpansionSyntax)site.Node;
            ValueShape shape = flow.WorstOf(expansion);
            if (shape != ValueShape.Word)
                Report(expansion, site, shape, context);
        }
    }

    private static void Report(ShellParameterExpansionSyntax expansion, ShellSite site, ValueShape shape, RuleContext context) => context.Report(
        expansion.Span,
        $"'{expansion.Text}' is split into words and these are taken for patterns; put it in double quotes",
        fix: WordLists.AreMeantAt(site, shape == ValueShape.List || IsForSplitting(expansion, context)) ? null : ShellEdits.Quote(site),
        isUnknownToHadolint: shape == ValueShape.Declared,
        isForPeers: IsList(expansion.Name) || site.Command is { Name.Literal: "apt-mark" });

    /// <summary>Whether the file gives it several words, so that it must be split.</summary>
    private static bool IsForSplitting(ShellParameterExpansionSyntax expansion, RuleContext context) =>
        context.Stage.Scope.Find(expansion.Name, context.Index)?.Value?.Any(char.IsWhiteSpace) == true;

    /// <summary>Whether a name says that the value is a list, which is split on purpose.</summary>
    private static bool IsList(string name)
    {
        foreach (string word in s_lists)
        {
            if (name.EndsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool CanBeSplit(ShellParameterExpansionSyntax expansion) =>
        !expansion.IsLength
        && expansion.Operator is not (":+" or "+")
        && !(expansion.Subscript is { Text: "@" or "*" })
        && expansion.Name is not ("?" or "#" or "$" or "!" or "-" or "@" or "");

    /// <summary><c>: ${x:=y}</c> is SC2223.</summary>
    private static bool IsDefaultOfNoOp(ShellParameterExpansionSyntax expansion, ShellSite site) =>
        expansion.Operator is ":=" or "=" && site.Command?.Name?.Literal == ":";
}
