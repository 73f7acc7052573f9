using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>BuildKit folds stage names to lower case; other tools that read the file may not.</summary>
internal sealed class StageNameCasing() : Rule(
    new("DK1001", "StageNameCasing", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.BuildKit, "A stage name is not all lower case.")),
    IVisit<FromSyntax>
{
    public void Visit(FromSyntax from, RuleContext context)
    {
        if (from.Name is { Text: var name } word && name != name.ToLowerInvariant())
            context.Report(word.Span, $"the stage name '{name}' is folded to lower case; write '{name.ToLowerInvariant()}'");
    }
}
