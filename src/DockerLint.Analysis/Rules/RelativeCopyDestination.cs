using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Where it ends depends on the base image's working directory.</summary>
internal sealed class RelativeCopyDestination() : Rule(
    new("DL3045", "RelativeCopyDestination", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "Files are copied to a relative path before any WORKDIR.")),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (copy.Destination is not { } destination || context.State.WorkdirAt is not null)
            return;
        if (!Paths.IsAbsolute(destination, context.Model))
            context.Report(destination.Span, $"'{context.Model.ValueOf(destination)}' is relative, and no WORKDIR says to what; set WORKDIR first or start with '/'");
    }
}
