using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Semantics.Patterns;

namespace DockerLint.BuildKit.Llb;

/// <summary>What of a graph is not in the plan.</summary>
public sealed record LlbOptions
{
    /// <summary>What is no part of the build contexts, by <see cref="Build.Plan.ContextFiles.Key"/>.</summary>
    public ImmutableDictionary<string, IgnoreFile> Ignored { get; init; } = ImmutableDictionary.Create<string, IgnoreFile>(StringComparer.Ordinal);

    /// <summary>
    /// The session that contexts are taken from; null for that of whoever asks. Two builds at once need one: a daemon does what is
    /// the same in both once, and takes the files of one for those of the other.
    /// </summary>
    public string? Session { get; init; }

    /// <summary>Whether the daemon takes what it has done before.</summary>
    public bool UsesCache { get; init; } = true;

    /// <summary>Whether the daemon asks registries even for images that it has.</summary>
    public bool PullsAlways { get; init; }

    /// <summary>The time that all is said to be of, in seconds since 1970; null for when it is.</summary>
    public long? Epoch { get; init; }

    /// <summary>Names of other machines that commands see, with their addresses.</summary>
    public ImmutableArray<(string Name, string Address)> ExtraHosts { get; init; } = [];

    /// <summary>Whether names of operations say the platform, since there are several.</summary>
    public bool SaysPlatform { get; init; }

    /// <summary>Whether the daemon lays layers over each other (MergeOp); else COPY --link is a copy like any other.</summary>
    public bool CanMerge { get; init; } = true;

    /// <summary>These, with what the settings of a build say.</summary>
    public LlbOptions Of(EngineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return this with
        {
            Ignored = settings.Contexts.Where(static context => context.Value.Ignored is not null)
                .ToImmutableDictionary(static context => context.Key, static context => context.Value.Ignored!, StringComparer.Ordinal),
            UsesCache = settings.UsesCache,
            Epoch = settings.Epoch,
            ExtraHosts = settings.ExtraHosts,
        };
    }
}
