using System.Collections.Immutable;
using DockerLint.Build.Layers;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>A folder whose files a build may take.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Ignored">What of it is no part of the context; null for nothing.</param>
public sealed record BuildContext(string Folder, IgnoreFile? Ignored);

/// <summary>How a build is done.</summary>
/// <param name="Folder">Where snapshots, caches and what is known of layers lie.</param>
public sealed record EngineSettings(string Folder)
{
    /// <summary>The build contexts by <see cref="Plan.ContextFiles.Key"/>; the one of the build itself has the empty name.</summary>
    public ImmutableDictionary<string, BuildContext> Contexts { get; init; } = ImmutableDictionary.Create<string, BuildContext>(StringComparer.Ordinal);

    /// <summary>Secrets by name.</summary>
    public ImmutableDictionary<string, ReadOnlyMemory<byte>> Secrets { get; init; } =
        ImmutableDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>The sockets of agents with keys, by name.</summary>
    public ImmutableDictionary<string, string> Agents { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the Dockerfile is called, by which the next build of it is compared with this one; null for nothing.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>Whether steps that were done before are not done again.</summary>
    public bool UsesCache { get; init; } = true;

    /// <summary>Whether the image itself says what other machines need to do none of its steps again.</summary>
    public bool HasInlineCache { get; init; }

    /// <summary>Whether one step is done after the other, in the order of the file.</summary>
    public bool IsSequential { get; init; }

    /// <summary>The time that all is said to be of, in seconds since 1970; null for when it is.</summary>
    public long? Epoch { get; init; }

    /// <summary>How layers are compressed.</summary>
    public Compression Compression { get; init; } = Compression.Gzip;

    /// <summary>Whether commands may do what root of the machine may, where they ask for it.</summary>
    public bool AllowsInsecure { get; init; }

    /// <summary>Names of other machines that commands see, with their addresses.</summary>
    public ImmutableArray<(string Name, string Address)> ExtraHosts { get; init; } = [];

    /// <summary>Where programs are looked for: the variable PATH; null for the usual folders.</summary>
    public string? Path { get; init; }

    /// <summary>The name of the only runtime that may be taken; null for any that works.</summary>
    public string? Runtime { get; init; }

    /// <summary>What the manifest says of the image, by key.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>These, with what steps of another build take that are among its own. Where both have a secret of a name, its own counts.</summary>
    public EngineSettings With(EngineSettings other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Contexts = other.Contexts.SetItems(Contexts),
            Secrets = other.Secrets.SetItems(Secrets),
            Agents = other.Agents.SetItems(Agents),
        };
    }
}
