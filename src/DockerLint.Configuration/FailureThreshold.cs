using DockerLint.Analysis;

namespace DockerLint.Configuration;

/// <summary>From which level on findings make a run fail.</summary>
/// <param name="Lowest">The lowest level that does; null where none does.</param>
public readonly record struct FailureThreshold(Severity? Lowest)
{
    /// <summary>What holds where nothing else is configured.</summary>
    public static FailureThreshold Default { get; } = new(Severity.Info);

    /// <summary>Whether a finding of a level makes a run fail.</summary>
    public bool IsReachedBy(Severity severity) => severity >= Lowest;
}
