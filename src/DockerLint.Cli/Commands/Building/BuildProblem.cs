using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Why a build ended without an image.</summary>
/// <param name="Span">Where the reason stands in the Dockerfile.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Step">What could not be done; null where there was no plan.</param>
/// <param name="ExitCode">The exit code of its command; null where none ended badly.</param>
internal sealed record BuildProblem(TextSpan Span, string Message, BuildStep? Step = null, int? ExitCode = null)
{
    /// <summary>The other build in whose Dockerfile the reason stands; null where it is the one that is done.</summary>
    public BuildPlan? Other { get; init; }

    /// <summary>The problem of a file that cannot be planned.</summary>
    public static BuildProblem Of(PlanError error) => new(error.Span, error.Message);

    /// <summary>The problem of a step.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="plans">What was done.</param>
    public static BuildProblem Of(BuildFailure failure, IEnumerable<BuildPlan> plans) =>
        new(failure.Step.Instruction?.Span ?? default, failure.Message, failure.Step, failure.ExitCode)
        {
            Other = failure.Step.Instruction is { } instruction ? OtherOf(instruction, [.. plans]) : null,
        };

    /// <summary>
    /// The build in whose Dockerfile an instruction stands, where plans are those of several builds or have parts; null where it
    /// stands in the only one.
    /// </summary>
    public static BuildPlan? OtherOf(InstructionSyntax instruction, ImmutableArray<BuildPlan> plans)
    {
        BuildPlan? owner = plans.SelectMany(static plan => plan.All).FirstOrDefault(plan => plan.Model.Syntax.Instructions.Contains(instruction));
        bool isOfOneBuild = plans.All(plan => plan.Name == plans[0].Name);
        return isOfOneBuild && owner is not null && plans.Contains(owner) ? null : owner;
    }
}
