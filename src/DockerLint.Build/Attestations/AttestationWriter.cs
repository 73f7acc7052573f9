using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Oci.Model;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Attestations;

/// <summary>
/// Puts statements about an image beside it, in an index, as BuildKit does (moby/buildkit, docs/attestations/attestation-storage.md).
/// </summary>
/// <param name="lease">The work that they are for.</param>
/// <param name="manifest">The manifest of the image.</param>
/// <param name="platform">The platform of the image.</param>
/// <param name="names">The names of the image.</param>
internal sealed class AttestationWriter(StoreLease lease, Descriptor manifest, Platform platform, ImmutableArray<ImageReference> names)
{
    private const string StatementType = "https://in-toto.io/Statement/v0.1";
    private const string LayerType = "application/vnd.in-toto+json";
    private const string PredicateAnnotation = "in-toto.io/predicate-type";

    private static readonly Platform s_none = new("unknown", "unknown");

    /// <summary>Writes statements.</summary>
    /// <param name="statements">What is said, with its kind.</param>
    /// <returns>The index of image and statements.</returns>
    public Descriptor Write(IEnumerable<(string PredicateType, JsonObject Predicate)> statements)
    {
        ImmutableArray<Descriptor> layers = [.. statements.Select(WriteStatement)];
        Descriptor config = lease.Write(MediaTypes.OciConfig, new ImageConfig(s_none, new RuntimeConfig(), [.. layers.Select(static layer => layer.Digest)]).Write());
        Descriptor attestations = lease.Write(MediaTypes.OciManifest, new ImageManifest(config, layers).Write());
        var index = new ImageIndex(
        [
            manifest with { Platform = platform },
            attestations with
            {
                Platform = s_none,
                Annotations = attestations.Annotations
                    .SetItem("vnd.docker.reference.digest", manifest.Digest.Text)
                    .SetItem("vnd.docker.reference.type", "attestation-manifest"),
            },
        ]);
        return lease.Write(MediaTypes.OciIndex, index.Write());
    }

    private Descriptor WriteStatement((string PredicateType, JsonObject Predicate) statement)
    {
        IEnumerable<string> subjects = names.IsEmpty ? ["_"] : names.Select(name => PackageUrl.OfImage(name, platform));
        var document = new JsonObject
        {
            ["_type"] = StatementType,
            ["predicateType"] = statement.PredicateType,
            ["subject"] = new JsonArray(
            [
                .. subjects.Select(subject => new JsonObject
                {
                    ["name"] = subject,
                    ["digest"] = new JsonObject { [manifest.Digest.Algorithm] = manifest.Digest.Hex },
                }),
            ]),
            ["predicate"] = statement.Predicate,
        };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            document.WriteTo(writer);
        Descriptor layer = lease.Write(LayerType, buffer.ToArray());
        return layer with { Annotations = layer.Annotations.SetItem(PredicateAnnotation, statement.PredicateType) };
    }
}
