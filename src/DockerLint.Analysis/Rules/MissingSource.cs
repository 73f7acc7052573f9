using DockerLint.Analysis.Facts;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The build fails when it comes to it. Known only where the build context is; what .dockerignore leaves out is DK1015's.</summary>
internal sealed class MissingSource() : Rule(
    new("DK3009", "MissingSource", Severity.Error, Category.Correctness, Profiles.Recommended, "COPY or ADD names a file that the build context lacks.") { IsConditional = true }),
    IVisit<TransferSyntax>
{
    public void Visit(TransferSyntax transfer, RuleContext context)
    {
        if (context.Facts.MissingSources is not { } missing)
            return;
        foreach ((WordSyntax word, string path) in ContextSources.Of(transfer, context.Model))
        {
            if (missing.Contains(path) && !ContextSources.IsPattern(path) && context.Facts.Ignore?.ExcludesSource(path) is not true)
                context.Report(word.Span, $"there is no '{path}' in the build context; correct the path, which starts at the context's root, or build from another folder");
        }
    }
}
