using DockerLint.Build.Plan;

namespace DockerLint.Build.Engines;

/// <summary>Something that happens in a build.</summary>
/// <param name="Step">To which step.</param>
public abstract record BuildProgress(BuildStep Step);

/// <summary>It is being done.</summary>
/// <param name="Step">The step.</param>
public sealed record StepStarted(BuildStep Step) : BuildProgress(Step);

/// <summary>It writes a line.</summary>
/// <param name="Step">The step.</param>
/// <param name="Line">The line, without its end.</param>
/// <param name="IsError">Whether it goes to standard error.</param>
public sealed record StepOutput(BuildStep Step, string Line, bool IsError) : BuildProgress(Step);

/// <summary>It is done.</summary>
/// <param name="Step">The step.</param>
/// <param name="Key">What its files are known by.</param>
/// <param name="IsCached">Whether that was so before.</param>
/// <param name="Duration">How long it took.</param>
public sealed record StepDone(BuildStep Step, References.Digest? Key, bool IsCached, TimeSpan Duration) : BuildProgress(Step);

/// <summary>It cannot be done.</summary>
/// <param name="Step">The step.</param>
public sealed record StepFailed(BuildStep Step) : BuildProgress(Step);
