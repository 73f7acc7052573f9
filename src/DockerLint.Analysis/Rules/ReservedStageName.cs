using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary><c>scratch</c> and <c>context</c> mean something else to a builder.</summary>
internal sealed class ReservedStageName() : Rule(
    new("DL3063", "ReservedStageName", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint | Profiles.BuildKit, "A stage is named scratch or context.") { IsSkippedByInstruction = false }),
    IVisit<FromSyntax>
{
    public void Visit(FromSyntax from, RuleContext context)
    {
        if (from.Name is { } word && word.Text.ToLowerInvariant() is ("scratch" or "context"))
            context.Report(word.Span, $"'{word.Text}' is a name that builders keep for themselves; choose another one");
    }
}
