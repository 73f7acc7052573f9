using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Builds that are done together: what one of them makes, those after it may start from and take files of.</summary>
internal sealed class BuildGroup
{
    private readonly Dictionary<string, (ImmutableArray<(Platform Platform, BuildPlan Plan)> Plans, EngineSettings Settings)> _builds = new(StringComparer.Ordinal);

    /// <summary>Notes a build.</summary>
    /// <param name="name">What the others call it.</param>
    /// <param name="plans">How its images are made.</param>
    /// <param name="settings">How its steps are done.</param>
    public void Add(string name, IEnumerable<(Platform, BuildPlan)> plans, EngineSettings settings) => _builds.Add(name, ([.. plans], settings));

    /// <summary>The plans so far for a platform, by name.</summary>
    public ImmutableDictionary<string, BuildPlan> PlansFor(Platform platform) => _builds
        .Select(build => KeyValuePair.Create(build.Key, build.Value.Plans.FirstOrDefault(plan => plan.Platform.Format() == platform.Format()).Plan))
        .Where(static build => build.Value is not null)
        .ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>How the steps of plans are done, those of their parts included.</summary>
    /// <param name="settings">How their own are.</param>
    /// <param name="plans">The plans.</param>
    public EngineSettings Complete(EngineSettings settings, IEnumerable<BuildPlan> plans) => plans
        .SelectMany(static plan => plan.Parts).Select(static part => part.Name!).Distinct(StringComparer.Ordinal)
        .Aggregate(settings, (all, name) => all.With(_builds[name].Settings));
}

/// <summary>What a build is among others that are done together with it.</summary>
/// <param name="Group">All of them.</param>
/// <param name="Name">What the others call it.</param>
internal sealed record BuildRole(BuildGroup Group, string Name);
