using System.Collections.Immutable;

namespace DockerLint.Semantics;

/// <summary>What the caller of a build decides and the file can ask for.</summary>
public sealed record BuildOptions
{
    /// <summary>No build arguments, the last stage, linux/amd64, base images about which nothing is known.</summary>
    public static BuildOptions Default { get; } = new();

    /// <summary><c>--build-arg</c>.</summary>
    public ImmutableDictionary<string, string> BuildArguments { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary><c>--target</c>; null for the last stage.</summary>
    public string? Target { get; init; }

    /// <summary><c>--platform</c>: <c>os/arch[/variant]</c>.</summary>
    public string Platform { get; init; } = "linux/amd64";

    /// <summary>The platform of the machine that builds: <c>os/arch[/variant]</c>.</summary>
    public string BuildPlatform { get; init; } = "linux/amd64";

    /// <summary>What is known of base images, by the full name that FROM resolves to.</summary>
    public ImmutableDictionary<string, BaseImage> BaseImages { get; init; } =
        ImmutableDictionary.Create<string, BaseImage>(StringComparer.Ordinal);
}

/// <summary>What the configuration of a base image says (OCI image specification, "Image Configuration").</summary>
/// <param name="Platform">Its own platform: <c>os/arch[/variant]</c>.</param>
/// <param name="Environment">Its variables.</param>
/// <param name="HasShell">Whether it has a shell of its own.</param>
public sealed record BaseImage(string Platform, ImmutableDictionary<string, string> Environment, bool HasShell);
