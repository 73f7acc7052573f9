namespace DockerLint.Cli.Commands.Building;

/// <summary>Something cannot be written where it was to go. People are told where, not of which Dockerfile it is.</summary>
/// <param name="destination">Where, as it was given.</param>
/// <param name="reason">A lower-case clause.</param>
internal sealed class DestinationException(string destination, string reason) : IOException(reason)
{
    /// <summary>Where it was to go, as it was given.</summary>
    public string Destination { get; } = destination;
}
