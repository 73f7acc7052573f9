using System.Collections.Immutable;
using DockerLint.Analysis.ShellCheck;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Analysis.Facts;

/// <summary>
/// What rules may ask of the world. A surface finds it out before the walk; where a fact is missing, a rule has
/// nothing to say.
/// </summary>
public sealed record FactSet
{
    /// <summary>Nothing is known.</summary>
    public static FactSet None { get; } = new();

    /// <summary>The <c>.dockerignore</c> of the build context; null where there is none or it is not known.</summary>
    public IgnoreFile? Ignore { get; init; }

    /// <summary>What an installed ShellCheck says of the scripts; empty where it was not asked.</summary>
    public ImmutableArray<ShellCheckComment> ShellCheck { get; init; } = [];

    /// <summary>The sources of COPY and ADD that the build context lacks (<see cref="ContextSources"/>); null where it is not known.</summary>
    public ImmutableHashSet<string>? MissingSources { get; init; }

    /// <summary>What is in the image that the last build of this very text made; null where there is none or it is not known.</summary>
    public BuiltImage? Built { get; init; }

    /// <summary>The project whose image this is; null where it is none or not known.</summary>
    public PublishedProject? Project { get; init; }

    /// <summary>
    /// What images were pinned to, by what is fetched (<see cref="ImageReference.ToResolvedString"/>), such as
    /// <c>docker.io/library/alpine:latest</c>.
    /// </summary>
    public ImmutableDictionary<string, LockedImage> Pins { get; init; } = ImmutableDictionary<string, LockedImage>.Empty;

    /// <summary>The Dockerfiles of the builds that a file asks for; a build is missing where it is not known.</summary>
    public ImmutableDictionary<BuildUse, BuiltDockerfile> Dockerfiles { get; init; } = ImmutableDictionary<BuildUse, BuiltDockerfile>.Empty;

    /// <summary>The tags that all files which are looked at together use of an image, by <see cref="ImageReference.FullName"/>.</summary>
    public ImmutableDictionary<string, ImmutableArray<TagUse>> Tags { get; init; } = ImmutableDictionary<string, ImmutableArray<TagUse>>.Empty;

    /// <summary>
    /// What registries know of images, by what is fetched (<see cref="ImageReference.ToResolvedString"/>); an image is
    /// missing where its registry was not asked or did not answer.
    /// </summary>
    public ImmutableDictionary<string, RegistryImage> Registry { get; init; } = ImmutableDictionary<string, RegistryImage>.Empty;

    /// <summary>The platforms that an image is for, as its registry or the lock file says; empty where that is not known.</summary>
    public ImmutableArray<string> PlatformsOf(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (Registry.TryGetValue(image.ToResolvedString(), out RegistryImage? known))
            return known.Platforms;
        return Pins.TryGetValue(image.WithoutDigest().ToResolvedString(), out LockedImage? locked) && (image.Digest is null || image.Digest == locked.Digest)
            ? locked.Platforms
            : [];
    }
}
