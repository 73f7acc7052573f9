using DockerLint.Analysis.Facts;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>A Dockerfile that was moved or renamed is found missing only by whoever builds next.</summary>
internal sealed class MissingDockerfile() : Rule(
    new("DK2008", "MissingDockerfile", Severity.Warning, Category.Correctness, Profiles.Recommended, "The Dockerfile of a build does not exist.") { IsConditional = true }),
    IVisit<BuildUse>
{
    public void Visit(BuildUse build, RuleContext context)
    {
        if (context.Facts.Dockerfiles.TryGetValue(build, out BuiltDockerfile? dockerfile) && dockerfile.Model is null)
            context.Report((build.Dockerfile ?? build.Context)?.Span ?? build.Span, $"there is no {dockerfile.Name}; name the Dockerfile that is to be built");
    }
}
