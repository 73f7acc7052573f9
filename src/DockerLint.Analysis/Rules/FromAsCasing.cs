using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Keywords of one instruction in two cases read like two kinds of thing.</summary>
internal sealed class FromAsCasing() : Rule(
    new("DK1002", "FromAsCasing", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.BuildKit, "AS is not in the same case as its FROM.") { Fix = FixSafety.Safe }),
    IVisit<FromSyntax>
{
    public void Visit(FromSyntax from, RuleContext context)
    {
        if (from is not { Name: not null, As: { Text: var written } word })
            return;
        string keyword = from.Keyword;
        string? wanted = keyword == keyword.ToLowerInvariant() ? "as" : keyword == keyword.ToUpperInvariant() ? "AS" : null;
        if (wanted is not null && written != wanted)
            context.Report(word.Span, $"'{written}' is not in the case of '{keyword}'; write '{wanted}'", fix: FixOf(word, wanted, context));
    }

    private static Fix? FixOf(WordSyntax word, string wanted, RuleContext context) =>
        Edit.IsVerbatim(context.Source, word.Span, word.Text) ? new Fix($"Write {wanted}", IsSafe: true, [Edit.Replace(word.Span, wanted)]) : null;
}
