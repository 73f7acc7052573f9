using System.Collections.Immutable;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>What may be said of a target (https://docs.docker.com/build/bake/reference/#target), by the shape of its value.</summary>
public static class BakeKeys
{
    /// <summary>A text, or a truth value written as one.</summary>
    public static ImmutableArray<string> Texts { get; } =
        ["context", "dockerfile", "dockerfile-inline", "target", "network", "pull", "no-cache", "call", "shm-size", "description"];

    /// <summary>A list of texts.</summary>
    public static ImmutableArray<string> Lists { get; } =
        ["tags", "platforms", "output", "cache-from", "cache-to", "secret", "ssh", "attest", "annotations", "entitlements", "no-cache-filter", "ulimits"];

    /// <summary>Names with a text.</summary>
    public static ImmutableArray<string> Maps { get; } = ["args", "contexts", "labels", "extra-hosts"];

    /// <summary>Lists to which whoever inherits adds; of all others the last one counts alone.</summary>
    internal static ImmutableArray<string> Growing { get; } = ["cache-from", "secret", "ssh", "attest", "annotations", "entitlements"];

    /// <summary>What is used up before a target is known.</summary>
    internal static ImmutableArray<string> OfBlocks { get; } = ["inherits", "matrix", "name"];
}
