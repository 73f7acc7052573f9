using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>No registry can have an image of that name.</summary>
internal sealed class InvalidImageReference() : Rule(
    new("DK2002", "InvalidImageReference", Severity.Error, Category.Correctness, Profiles.Recommended, "An image reference cannot be valid.") { Supersedes = ["DL1000", "DK1013"], VisitsGiven = true }),
    IVisit<ImageUse>
{
    public void Visit(ImageUse image, RuleContext context)
    {
        if (image.Result.Error is { } error && image.IsKnown(error.Span) && (image.Expansion is not { } expansion || !expansion.Undefined.Any()) && !IsPlaceholder(image.Text))
            context.Report(image.SpanOf(error.Span), error.Message);
    }

    /// <summary>Whether something is to be put in its place before it is built: <c>REPLACE-ME</c>.</summary>
    private static bool IsPlaceholder(string text) => text.All(static c => char.IsAsciiLetterUpper(c) || c is '-' or '_');
}
