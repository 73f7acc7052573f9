using System.IO.Enumeration;

namespace DockerLint.Cli.Tests.Peers;

/// <summary>Where a peer makes something else, and why that is right or left: a line of <c>differences.tsv</c>.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Case">The Dockerfiles, with wildcards.</param>
/// <param name="Part">The settings or paths, with wildcards.</param>
/// <param name="Reason">Why.</param>
internal sealed record Difference(string Peer, string Case, string Part, string Reason)
{
    /// <summary>Reads the list.</summary>
    public static Difference[] Read(string path) =>
        [.. File.ReadLines(path).Skip(1).Select(static line => line.Split('\t')).Select(static cells => new Difference(cells[0], cells[1], cells[2], cells[3]))];

    /// <summary>Whether it speaks of one Dockerfile alone, and so has to be of use there.</summary>
    public bool IsOfOne => !Case.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether it speaks of a Dockerfile. A daemon does the same whoever asks it.</summary>
    public bool IsAbout(string peer, string name) => (Peer == peer || (Peer == "docker" && peer == "daemon")) && FileSystemName.MatchesSimpleExpression(Case, name, ignoreCase: false);

    /// <summary>Whether it speaks of a part of an image.</summary>
    public bool Covers(string part) => FileSystemName.MatchesSimpleExpression(Part, part, ignoreCase: false);
}
