using DockerLint.Analysis;

namespace DockerLint.Cli.Fixing;

/// <summary>What is to be done with the fixes of findings.</summary>
/// <param name="Safety">Which are applied; <see cref="FixSafety.None"/> for none.</param>
/// <param name="IsDiff">Whether they are only shown.</param>
internal readonly record struct FixMode(FixSafety Safety, bool IsDiff)
{
    /// <summary>Whether fixes are applied or shown.</summary>
    public bool IsOn => Safety != FixSafety.None;

    /// <summary>Whether files are changed.</summary>
    public bool Writes => IsOn && !IsDiff;
}
