using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>What .dockerignore leaves out is not in the build context.</summary>
internal sealed class CopyIgnoredFile() : Rule(
    new("DK1015", "CopyIgnoredFile", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.BuildKit, "COPY or ADD names a file that .dockerignore leaves out.") { IsConditional = true }),
    IVisit<TransferSyntax>
{
    public void Visit(TransferSyntax transfer, RuleContext context)
    {
        if (context.Facts.Ignore is not { } ignore || transfer is CopySyntax { From: not null })
            return;
        foreach (WordSyntax source in transfer.Sources)
        {
            string path = context.Model.ValueOf(source);
            if (transfer.HeredocOf(source) is null && CopySource.KindOf(path) == SourceKind.Local && ignore.ExcludesSource(path))
                context.Report(source.Span, $"'{path}' is not in the build context, since .dockerignore leaves it out; change one of the two");
        }
    }
}
