using System.Collections.Immutable;
using System.Text.Json;

namespace DockerLint.Oci.Model;

/// <summary>An image for one platform, or an artifact (OCI image specification, manifest.md).</summary>
/// <param name="Config">Its configuration.</param>
/// <param name="Layers">Its layers, lowest first.</param>
public sealed record ImageManifest(Descriptor Config, ImmutableArray<Descriptor> Layers) : ManifestDocument
{
    /// <inheritdoc/>
    public override string MediaType { get; init; } = MediaTypes.OciManifest;

    /// <inheritdoc/>
    public override ImmutableArray<Descriptor> Parts => Layers.Insert(0, Config);

    private protected override void WriteParts(Utf8JsonWriter writer)
    {
        writer.Optional("config", Config);
        writer.Descriptors("layers", Layers);
    }
}
