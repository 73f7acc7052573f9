namespace DockerLint.Cli;

/// <summary>What the program says by its exit code.</summary>
internal static class ExitCode
{
    /// <summary>Nothing at or above the threshold; the work was done.</summary>
    public const int Success = 0;

    /// <summary>Something at or above the threshold.</summary>
    public const int Findings = 1;

    /// <summary>The call was wrong, or an input could not be read.</summary>
    public const int Failure = 2;

    /// <summary>Interrupted by the user: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
