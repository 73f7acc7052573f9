using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;
using Platform = DockerLint.References.Platform;

namespace DockerLint.BuildKit.Control;

/// <summary>The graph of one platform.</summary>
/// <param name="Definition">The graph.</param>
internal sealed record SolvePart(Definition Definition)
{
    /// <summary>The platform; null where there is one alone, which the daemon is not told.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The configuration of the image, as JSON; null where there is no image.</summary>
    public string? Config { get; init; }
}

/// <summary>Plans as a daemon takes them.</summary>
/// <param name="Parts">The graphs; one alone, or one for each platform.</param>
/// <param name="Steps">The step of each vertex that does one, by its digest; a step may have several.</param>
internal sealed record SolveJob(ImmutableArray<SolvePart> Parts, IReadOnlyDictionary<string, BuildStep> Steps)
{
    /// <summary>A name for a session that nobody has.</summary>
    public static string NewSession() => Guid.NewGuid().ToString("N");

    /// <summary>
    /// The session that contexts are taken from. The graph names it, too (<c>local.session</c>): a daemon does what is the same in
    /// two builds once, and the contexts of two sessions are not.
    /// </summary>
    public required string Session { get; init; }

    /// <summary>The build contexts by the names that the graph gives them.</summary>
    public ImmutableDictionary<string, BuildContext> Contexts { get; init; } = ImmutableDictionary.Create<string, BuildContext>(StringComparer.Ordinal);

    /// <summary>What the build may do that not every build may: <c>network.host</c>, <c>security.insecure</c>.</summary>
    public ImmutableArray<string> Entitlements { get; init; } = [];
}
