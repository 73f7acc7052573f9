using System.Collections.Immutable;

namespace DockerLint.BuildKit.Control;

/// <summary>Where a daemon brings what it has built: one of its exporters.</summary>
/// <param name="Type">The exporter, as BuildKit calls it: <c>image</c>, <c>moby</c>, <c>oci</c>, <c>docker</c>, <c>tar</c>, <c>local</c>.</param>
/// <param name="Attributes">What it is told.</param>
public sealed record BuildOutput(string Type, ImmutableDictionary<string, string> Attributes)
{
    /// <summary>The exporter that brings an image into the store of a Docker daemon.</summary>
    public const string DockerType = "moby";

    /// <summary>The attribute of images that has their names, with commas between.</summary>
    public const string NameAttribute = "name";

    /// <summary>Where an archive goes; null where the daemon sends none.</summary>
    public Stream? Archive { get; init; }

    /// <summary>Where files go; null where the daemon sends none.</summary>
    public string? Folder { get; init; }
}

/// <summary>Where a daemon takes what was done before, or leaves it.</summary>
/// <param name="Type"><c>registry</c>, <c>local</c>, <c>inline</c> or another that the daemon knows.</param>
/// <param name="Attributes">What it is told, such as <c>ref</c> and <c>mode</c>.</param>
public sealed record CacheLocation(string Type, ImmutableDictionary<string, string> Attributes);
