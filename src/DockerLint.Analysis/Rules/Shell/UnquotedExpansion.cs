using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// An unquoted variable is split at blanks and its words are taken for patterns. Not reported: one that is known to
/// hold a single plain word wherever the script comes there (<see cref="SplitFlow"/>), <c>$?</c>, <c>$#</c>,
/// <c>$$</c>, <c>$!</c>, <c>$-</c>, lengths, <c>${x:+…}</c>, and <c>$@</c> and <c>${a[@]}</c>, which are numbers of their own.
/// hadolint hides from ShellCheck that the value of an ARG or ENV can be anything, so its profile has none of these.
/// </summary>
internal sealed class UnquotedExpansion() : ShellCheckRule(
    "SC2086", "UnquotedExpansion", Severity.Info, Category.Correctness, "A variable that is not quoted is split into words, which are taken for patterns.")
{
    protected override void Check(ShellScript script, RuleContext context)
    {
        List<ShellParameterExpansionSyntax>? candidates = null;
        foreach (ShellSite site in script.All<ShellParameterExpansionSyntax>())
        {
            var expansion = (ShellParameterExpansionSyntax)site.Node;
            if (CanBeSplit(expansion) && site.IsSplit(script.Dialect) && !IsDefaultOfNoOp(expansion, site))
                (candidates ??= []).Add(expansion);
        }

        if (candidates is null)
            return;
        var flow = new SplitFlow(script);
        foreach (ShellParameterExpansionSyntax expansion in candidates)
        {
            ValueShape shape = flow.WorstOf(expansion);
            if (shape != ValueShape.Word)
                Report(expansion, shape, context);
        }
    }

    private static void Report(ShellParameterExpansionSyntax expansion, ValueShape shape, RuleContext context) => context.Report(
        expansion.Span,
        $"'{expansion.Text}' is split into words and these are taken for patterns; put it in double quotes",
        isUnknownToHadolint: shape == ValueShape.Declared);

    private static bool CanBeSplit(ShellParameterExpansionSyntax expansion) =>
        !expansion.IsLength
        && expansion.Operator is not (":+" or "+")
        && !(expansion.Subscript is { Text: "@" or "*" })
        && expansion.Name is not ("?" or "#" or "$" or "!" or "-" or "@" or "");

    /// <summary><c>: ${x:=y}</c> is SC2223.</summary>
    private static bool IsDefaultOfNoOp(ShellParameterExpansionSyntax expansion, ShellSite site) =>
        expansion.Operator is ":=" or "=" && site.Command?.Name?.Literal == ":";
}
