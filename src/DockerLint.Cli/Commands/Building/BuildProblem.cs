using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Why a build ended without an image.</summary>
/// <param name="Span">Where the reason stands in the Dockerfile.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Step">What could not be done; null where there was no plan.</param>
/// <param name="ExitCode">The exit code of its command; null where none ended badly.</param>
internal sealed record BuildProblem(TextSpan Span, string Message, BuildStep? Step = null, int? ExitCode = null)
{
    /// <summary>The problem of a file that cannot be planned.</summary>
    public static BuildProblem Of(PlanError error) => new(error.Span, error.Message);

    /// <summary>The problem of a step.</summary>
    public static BuildProblem Of(BuildFailure failure) =>
        new(failure.Step.Instruction?.Span ?? default, failure.Message, failure.Step, failure.ExitCode);
}
