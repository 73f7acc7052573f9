namespace DockerLint.Oci.Model;

/// <summary>What content is (OCI image specification, media-types.md; distribution, manifest v2 schema 2).</summary>
public static class MediaTypes
{
    /// <summary>An index: manifests for several platforms.</summary>
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";

    /// <summary>The manifest of an image or artifact.</summary>
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>The configuration of an image.</summary>
    public const string OciConfig = "application/vnd.oci.image.config.v1+json";

    /// <summary>A layer.</summary>
    public const string OciLayer = "application/vnd.oci.image.layer.v1.tar";

    /// <summary>A layer, compressed by gzip.</summary>
    public const string OciLayerGzip = "application/vnd.oci.image.layer.v1.tar+gzip";

    /// <summary>A layer, compressed by zstd.</summary>
    public const string OciLayerZstd = "application/vnd.oci.image.layer.v1.tar+zstd";

    /// <summary>The configuration of an artifact that has none: <c>{}</c>.</summary>
    public const string OciEmpty = "application/vnd.oci.empty.v1+json";

    /// <summary>Docker's index, "manifest list".</summary>
    public const string DockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>Docker's manifest.</summary>
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

    /// <summary>The configuration of an image that Docker's manifest names.</summary>
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";

    /// <summary>A layer of Docker's manifest, compressed by gzip.</summary>
    public const string DockerLayerGzip = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    /// <summary>A layer of Docker's manifest that is not to be pushed, such as those of Windows.</summary>
    public const string DockerForeignLayer = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";

    /// <summary>The start of the media types of Docker's first manifests, which are read no more.</summary>
    internal const string DockerSchema1 = "application/vnd.docker.distribution.manifest.v1+";

    private const string OciForeignLayer = "application/vnd.oci.image.layer.nondistributable.v1.tar";

    /// <summary>All that a registry may answer with where a manifest is asked for.</summary>
    internal static readonly string[] Manifests = [OciIndex, OciManifest, DockerIndex, DockerManifest];

    /// <summary>Whether content is an index.</summary>
    public static bool IsIndex(string mediaType) => mediaType is OciIndex or DockerIndex;

    /// <summary>Whether content is a manifest for one platform.</summary>
    public static bool IsManifest(string mediaType) => mediaType is OciManifest or DockerManifest;

    /// <summary>Whether a layer stays where it comes from: its descriptor has URLs, and registries need not hold it.</summary>
    public static bool IsForeign(string mediaType) =>
        mediaType == DockerForeignLayer || mediaType.StartsWith(OciForeignLayer, StringComparison.Ordinal);
}
