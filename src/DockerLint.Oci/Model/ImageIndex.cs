using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.References;

namespace DockerLint.Oci.Model;

/// <summary>An image for several platforms (OCI image specification, image-index.md; Docker's "manifest list").</summary>
/// <param name="Manifests">The manifests, as a rule one a platform.</param>
public sealed record ImageIndex(ImmutableArray<Descriptor> Manifests) : ManifestDocument
{
    /// <summary>What BuildKit says in place of a platform of a manifest that holds attestations.</summary>
    private const string Unknown = "unknown";

    /// <inheritdoc/>
    public override string MediaType { get; init; } = MediaTypes.OciIndex;

    /// <inheritdoc/>
    public override ImmutableArray<Descriptor> Parts => Manifests;

    /// <summary>The platforms that there is an image for, in the order of the manifests.</summary>
    public ImmutableArray<Platform> Platforms =>
        [.. Manifests.Select(static manifest => manifest.Platform).OfType<Platform>().Where(static platform => platform.Os != Unknown)];

    /// <summary>The manifest of the image that runs best on a platform; null where none runs on it.</summary>
    /// <param name="platform">The platform to run on.</param>
    public Descriptor? For(Platform platform) => Manifests
        .Where(manifest => manifest.Platform is not null && PlatformMatch.Runs(manifest.Platform, platform))
        // The first among equals, as containerd has it.
        .MaxBy(static manifest => PlatformMatch.Level(manifest.Platform!));

    private protected override void WriteParts(Utf8JsonWriter writer) => writer.Descriptors("manifests", Manifests);
}
