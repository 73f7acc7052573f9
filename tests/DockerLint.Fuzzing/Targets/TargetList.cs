using System.Collections.Immutable;
using DockerLint.Fuzzing.Engine;

namespace DockerLint.Fuzzing.Targets;

/// <summary>Every target: all of the product that reads what others have written.</summary>
internal static class TargetList
{
    /// <summary>The targets.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        DockerfileTargets.Lint,
        DockerfileTargets.Fix,
        DockerfileTargets.Format,
        DockerfileTargets.Shell,
        TextTargets.Reference,
        TextTargets.Pattern,
        TextTargets.Configuration,
        HostTargets.Yaml,
        HostTargets.Hosts,
        HostTargets.Bake,
        ImageTargets.Documents,
        ImageTargets.Tar,
        MessageTarget.Messages,
    ];
}
