using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A builder sees nothing above the build context: <c>..</c> stops at its root.</summary>
internal sealed class SourceOutsideContext() : Rule(
    new("DK3001", "SourceOutsideContext", Severity.Error, Category.Correctness, Profiles.Recommended, "COPY or ADD names a file outside the build context.") { Supersedes = ["DK3009"] }),
    IVisit<TransferSyntax>
{
    public void Visit(TransferSyntax transfer, RuleContext context)
    {
        if (transfer is CopySyntax { From: not null })
            return;
        foreach (WordSyntax source in transfer.Sources)
        {
            string path = context.Model.ValueOf(source);
            if (transfer.HeredocOf(source) is null && CopySource.KindOf(path) == SourceKind.Local && Leaves(path))
                context.Report(source.Span, $"'{path}' is outside the build context; build from a folder further up, or bring it in with --build-context");
        }
    }

    private static bool Leaves(string path)
    {
        int depth = 0;
        foreach (string part in path.Split('/'))
        {
            depth += part switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
                return true;
        }

        return false;
    }
}
