using DockerLint.Build.Plan;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Why a step ended a build.</summary>
/// <param name="Step">The step.</param>
/// <param name="Message">What went wrong, as BuildKit says it.</param>
public sealed record BuildFailure(BuildStep Step, string Message)
{
    /// <summary>The exit code of its command; null where none ended badly.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether the machine is to blame, not what is built: it has no room, or does not let us.</summary>
    public bool IsOfMachine { get; init; }
}

/// <summary>Ends a build.</summary>
/// <param name="failure">Why.</param>
public sealed class BuildException(BuildFailure failure) : Exception(failure.Message)
{
    /// <summary>Why.</summary>
    public BuildFailure Failure => failure;
}
