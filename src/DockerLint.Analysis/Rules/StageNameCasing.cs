using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>BuildKit folds stage names to lower case; other tools that read the file may not.</summary>
internal sealed class StageNameCasing() : Rule(
    new("DK1001", "StageNameCasing", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.BuildKit, "A stage name is not all lower case.") { Fix = FixSafety.Safe }),
    IVisit<FromSyntax>
{
    public void Visit(FromSyntax from, RuleContext context)
    {
        if (from.Name is { Text: var name } word && name != name.ToLowerInvariant())
            context.Report(word.Span, $"the stage name '{name}' is folded to lower case; write '{name.ToLowerInvariant()}'", fix: FixOf(context), isForPeers: word.HasVariables);
    }

    /// <summary>The name and all that refers to it in the file.</summary>
    private static Fix? FixOf(RuleContext context)
    {
        string lower = context.Stage.Name!;
        TextSpan[] places = [.. context.Stage.Users.Select(static use => use.Span)
            .Append(context.Stage.From!.Name!.Span).Distinct().Order()];
        return lower.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            && places.All(place => context.Source.Slice(place).Equals(lower, StringComparison.OrdinalIgnoreCase) || int.TryParse(context.Source.Slice(place), out _))
            ? new Fix($"Write {lower}", IsSafe: true, [.. places.Where(place => context.Source.Slice(place).Equals(lower, StringComparison.OrdinalIgnoreCase)).Select(place => Edit.Replace(place, lower))])
            : null;
    }
}
