using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Without one, a container that hangs looks well; orchestrators that bring probes of their own need none, so the rule
/// is for those who ask for it. <c>HEALTHCHECK NONE</c> says that none is wanted.
/// </summary>
internal sealed class MissingHealthcheck() : Rule(
    new("DL3057", "MissingHealthcheck", Severity.Info, Category.Correctness, Profiles.None, "A stage has no HEALTHCHECK.")),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        foreach (Stage stage in file.Lacking(static stage => stage.Instructions.Any(static instruction => instruction is HealthcheckSyntax)))
            context.ReportFor(stage.From!, stage.From!.Span, $"the stage '{stage.DisplayName}' has no HEALTHCHECK; add one, or HEALTHCHECK NONE");
    }
}
