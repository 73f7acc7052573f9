using System.Collections.Immutable;
using DockerLint.References;

namespace DockerLint.Analysis.Configuration;

/// <summary>What a team asks of its images; rules that judge by it say nothing where it asks nothing.</summary>
public sealed record PolicyOptions
{
    /// <summary>Nothing is asked for.</summary>
    public static PolicyOptions None { get; } = new();

    /// <summary>The registries, or paths of them, that images may come from.</summary>
    public ImmutableArray<RegistryPattern> TrustedRegistries { get; init; } = [];

    /// <summary>Images that may be used wherever they come from, by name or by name and tag.</summary>
    public ImmutableArray<ImagePattern> AllowedImages { get; init; } = [];

    /// <summary>The labels that every image must have, and what their values must be.</summary>
    public ImmutableDictionary<string, LabelKind> Labels { get; init; } =
        ImmutableDictionary.Create<string, LabelKind>(StringComparer.Ordinal);

    /// <summary>Whether images may have no other labels than <see cref="Labels"/>.</summary>
    public bool StrictLabels { get; init; }

    /// <summary>Whether the registry alone decides on trust, not what stands below it.</summary>
    public bool TrustsByRegistry => AllowedImages.IsEmpty && TrustedRegistries.All(static registry => !registry.Text.Contains('/', StringComparison.Ordinal));

    /// <summary>Whether an image may be used. Any may where neither registries nor images are listed.</summary>
    public bool Allows(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return (TrustedRegistries.IsEmpty && AllowedImages.IsEmpty)
            || TrustedRegistries.Any(registry => registry.Matches(image))
            || AllowedImages.Any(pattern => pattern.Matches(image) || pattern.MatchesFullName(image));
    }
}
