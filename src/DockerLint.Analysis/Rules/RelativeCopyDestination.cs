using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Where it ends depends on the base image's working directory.</summary>
internal sealed class RelativeCopyDestination() : Rule(
    new("DL3045", "RelativeCopyDestination", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "Files are copied to a relative path before any WORKDIR.")),
    IVisit<CopySyntax>
{
    public void Visit(CopySyntax copy, RuleContext context)
    {
        if (Concerns(copy, context) && copy.Destination is { } destination)
            context.Report(destination.Span, $"'{context.Model.ValueOf(destination)}' is relative, and no WORKDIR says to what; set WORKDIR first or start with '/'");
    }

    /// <summary>Whether files go to a path that is relative to nothing that the file says.</summary>
    public static bool Concerns(TransferSyntax transfer, RuleContext context) =>
        transfer.Destination is { } destination && context.State.WorkdirAt is null && !Paths.IsAbsolute(destination, context.Model);
}
