using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// It brings all that a stage was not built for, and writes over what is there. To squash layers into an empty stage is
/// what it is mostly used for, which costs the layers that images share.
/// </summary>
internal sealed class WholeFilesystemCopy() : Rule(
    new("DL3067", "WholeFilesystemCopy", Severity.Warning, Category.Efficiency, Profiles.Hadolint, "COPY --from copies a whole file system.")),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (copy.From is not null
            && copy.Destination is { } destination
            && context.Model.ValueOf(destination) == "/"
            && copy.Sources.FirstOrDefault(source => context.Model.ValueOf(source) == "/") is { } root)
        {
            context.Report(root.Span, "this copies the whole file system over the one here; copy the paths that are needed");
        }
    }
}
