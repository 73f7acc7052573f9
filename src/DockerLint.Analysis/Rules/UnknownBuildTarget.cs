using DockerLint.Analysis.Facts;
using DockerLint.Lexing;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>A build of a stage that the Dockerfile lacks fails, and a renamed stage is seldom renamed everywhere.</summary>
internal sealed class UnknownBuildTarget() : Rule(
    new("DK2006", "UnknownBuildTarget", Severity.Error, Category.Correctness, Profiles.Recommended, "A build asks for a stage that its Dockerfile lacks.") { IsConditional = true }),
    IVisit<BuildUse>
{
    public void Visit(BuildUse build, RuleContext context)
    {
        if (build.Target is not { Text: { Length: > 0 } target } written
            || !context.Facts.Dockerfiles.TryGetValue(build, out BuiltDockerfile? dockerfile)
            || dockerfile.Model is not { Stages.IsEmpty: false } model
            || model.FindStage(target) is not null)
        {
            return;
        }

        string[] names = [.. model.Stages.Select(static stage => stage.Name).OfType<string>()];
        string advice = Suggestion.Nearest(target, names) is { } nearest ? $"did you mean '{nearest}'?"
            : names.Length == 0 ? "it names none"
            : $"it has {string.Join(", ", names)}";
        context.Report(written.Span, $"no stage of {dockerfile.Name} is called '{target}'; {advice}");
    }
}
