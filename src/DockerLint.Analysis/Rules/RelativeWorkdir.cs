using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A relative WORKDIR is added to the one before it, so that it means something else when that one changes. A path
/// that starts with a variable whose value is not known is taken as absolute.
/// </summary>
internal sealed class RelativeWorkdir() : Rule(
    new("DL3000", "RelativeWorkdir", Severity.Error, Category.Correctness, Profiles.Hadolint, "WORKDIR has a relative path.")),
    IVisit<WorkdirSyntax>
{
    public void Visit(WorkdirSyntax workdir, RuleContext context)
    {
        if (workdir.Argument is { } path && !Paths.IsAbsolute(path, context.Model))
            context.Report(path.Span, $"'{context.Model.ValueOf(path)}' is added to the WORKDIR before it; start with '/'");
    }
}
