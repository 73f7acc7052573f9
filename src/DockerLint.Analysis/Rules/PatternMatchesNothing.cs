using DockerLint.Analysis.Facts;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// BuildKit copies nothing and goes on. Known only where the build context is. A pattern that stands for one name,
/// such as <c>yarn.lock*</c> or <c>.npmr[c]</c>, is a way to say that the file need not be there.
/// </summary>
internal sealed class PatternMatchesNothing() : Rule(
    new("DK3010", "PatternMatchesNothing", Severity.Warning, Category.Correctness, Profiles.Recommended, "A pattern of COPY or ADD fits nothing in the build context.") { IsConditional = true }),
    IVisit<TransferSyntax>
{
    public void Visit(TransferSyntax transfer, RuleContext context)
    {
        if (context.Facts.MissingSources is not { } missing)
            return;
        foreach ((WordSyntax word, string path) in ContextSources.Of(transfer, context.Model))
        {
            if (missing.Contains(path) && ContextSources.IsPattern(path) && !IsOptionalName(path))
                context.Report(word.Span, $"nothing in the build context fits '{path}', so nothing is copied; correct the pattern");
        }
    }

    private static bool IsOptionalName(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        int first = name.AsSpan().IndexOfAny("*?[");
        return first > 0
            && (name.AsSpan(first) is "*" or "?" || (name.Length == first + 3 && name[^1] == ']'))
            && (name.AsSpan(0, first).Contains('.') || name[^1] == ']');
    }
}
