using System.Collections.Immutable;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>What a registry knows of an image.</summary>
/// <param name="Digest">What it is: the digest of its index, where it has one.</param>
/// <param name="Platforms">The platforms that it is for.</param>
/// <param name="Config">The configuration of the image for the platform that was asked for; null where there is none, or none was asked for.</param>
public sealed record ImageSummary(Digest Digest, ImmutableArray<Platform> Platforms, ImageConfig? Config);

/// <summary>Finds out what registries know of images, without their layers.</summary>
/// <remarks>It throws what <see cref="RegistryClient"/> throws.</remarks>
/// <param name="client">Asks them.</param>
public sealed class ImageLookup(RegistryClient client)
{
    /// <summary>Asks for one image.</summary>
    /// <param name="image">The image; without tag and digest, <c>latest</c>.</param>
    /// <param name="platform">The platform whose configuration is wanted; null for none.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>null where the registry has no such repository, tag or digest.</returns>
    public async Task<ImageSummary?> FindAsync(ImageReference image, Platform? platform, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        var repository = Repository.Of(image);
        FetchedManifest root;
        try
        {
            root = await client.GetManifestAsync(image, cancellation).ConfigureAwait(false);
        }
        catch (RegistryException failure) when (failure.Error.Kind == RegistryErrorKind.NotFound)
        {
            return null;
        }

        if (root.Document is not ImageIndex index)
        {
            ImageConfig? config = await ConfigOfAsync(repository, root, cancellation).ConfigureAwait(false);
            return new ImageSummary(root.Digest, config is null ? [] : [config.Platform], platform is null ? null : config);
        }

        ImageConfig? chosen = platform is not null && index.For(platform) is { } part
            ? await ConfigOfAsync(repository, await client.GetManifestAsync(repository.WithDigest(part.Digest), cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false)
            : null;
        return new ImageSummary(root.Digest, [.. index.Platforms.Distinct()], chosen);
    }

    /// <summary>The configuration of an image; null for what is none, such as a chart.</summary>
    private async Task<ImageConfig?> ConfigOfAsync(Repository repository, FetchedManifest manifest, CancellationToken cancellation)
    {
        if (manifest.Document is not ImageManifest { Config: { Size: <= Document.LongestConfig } config } || config.MediaType is not (MediaTypes.OciConfig or MediaTypes.DockerConfig))
            return null;
        using var content = new MemoryBlob(config.Digest);
        await client.DownloadBlobAsync(repository, config, content, null, cancellation).ConfigureAwait(false);
        return ImageConfig.Read(content.Bytes).Value;
    }

    /// <summary>A blob that is small enough to be kept in memory.</summary>
    private sealed class MemoryBlob(Digest digest) : IBlobWriter
    {
        private readonly MemoryStream _content = new();

        public ReadOnlyMemory<byte> Bytes => _content.GetBuffer().AsMemory(0, (int)_content.Length);

        public long Length => _content.Length;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken) => _content.WriteAsync(buffer, cancellationToken);

        public void Restart() => _content.SetLength(0);

        public bool Commit() => ContentDigest.Of(Bytes.Span, digest.Algorithm) == digest;

        public void Dispose() => _content.Dispose();
    }
}
