using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// BuildKit leaves out a stage that the image does not need. A stage with a name may be there to be built by --target;
/// one without a name is forgotten, or the file is from before there were stages.
/// </summary>
internal sealed class UnusedStage() : Rule(
    new("DK1022", "UnusedStage", Severity.Warning, Category.Correctness, Profiles.Recommended, "A stage has no part in the image.")),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        if (stage is { From: { } from, Name: null, IsBuilt: false } && context.Model.Options.Target is null)
            context.Report(from.KeywordSpan, "nothing is taken from this stage, so it is not built, and it has no name to build it by; remove it, or name it and use it");
    }
}
