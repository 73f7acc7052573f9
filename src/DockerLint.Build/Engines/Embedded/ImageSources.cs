using System.Collections.Immutable;
using System.Text;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>The images that a build starts from: those of the store, else those of registries.</summary>
/// <param name="lease">The work that they are for.</param>
/// <param name="client">Asks registries.</param>
/// <param name="asksAlways">Whether registries are asked even for what is in the store: <c>--pull</c>.</param>
/// <param name="progress">Told how far each blob is; null to tell nobody.</param>
public sealed class ImageSources(StoreLease lease, RegistryClient client, bool asksAlways, IProgress<TransferProgress>? progress = null) : IImageResolver
{
    /// <inheritdoc/>
    public async Task<(ResolvedImage? Image, string? Error)> ResolveAsync(ImageReference image, Platform platform, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        try
        {
            // What is named by its digest can be no other.
            if ((!asksAlways || image.Digest is not null) && OfStore(image, platform) is { } known)
                return (known, null);
            return (await OfRegistryAsync(image, platform, cancellation).ConfigureAwait(false), null);
        }
        catch (RegistryException failure)
        {
            return (null, $"{image.ToResolvedString()} cannot be had: {failure.Message}");
        }
    }

    /// <summary>Brings the layers of an image into the store, where they are missing.</summary>
    internal async Task PullAsync(ResolvedImage image, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Layers.All(layer => lease.Claim(layer.Digest)))
            return;
        var transfer = new ImageTransfer(client, lease, progress);
        await transfer.PullAsync(Repository.Of(image.Name).WithDigest(image.Digest), null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Unpacks an image.</summary>
    /// <returns>Its files; the caller disposes of them.</returns>
    internal async Task<(Snapshot Snapshot, bool IsKnown)> UnpackAsync(ImageStep step, SnapshotStore snapshots, CancellationToken cancellation)
    {
        ResolvedImage image = step.Image;
        ImmutableArray<Digest> chain = ChainOf(image.Config.DiffIds);
        if (snapshots.Open(chain[^1]) is { } known)
            return (known, true);
        if (image.Layers.Length != chain.Length)
            throw new BuildException(new BuildFailure(step, $"{image.Name} has {image.Layers.Length} layers, but its configuration names {chain.Length}"));
        await PullAsync(image, cancellation).ConfigureAwait(false);
        Snapshot? below = null;
        for (int index = 0; index < chain.Length; index++)
        {
            using Snapshot? parent = below;
            if (snapshots.Open(chain[index]) is { } there)
            {
                below = there;
                continue;
            }

            FileStream layer = lease.Store.Open(image.Layers[index].Digest);
            await using (layer.ConfigureAwait(false))
            {
                (Snapshot? unpacked, var result) = snapshots.Unpack(chain[index], parent, layer, image.Config.DiffIds[index], null, cancellation);
                below = unpacked ?? throw new BuildException(new BuildFailure(step, $"layer {image.Layers[index].Digest} of {image.Name}: {result.Error}"));
            }
        }

        return (below!, false);
    }

    /// <summary>What the files of an image are known by.</summary>
    internal static Digest KeyOf(ResolvedImage image) => ChainOf(image.Config.DiffIds)[^1];

    /// <summary>What layers and those below them are known by (OCI image specification, config.md, "Layer ChainID").</summary>
    private static ImmutableArray<Digest> ChainOf(ImmutableArray<Digest> diffIds)
    {
        var chain = ImmutableArray.CreateBuilder<Digest>(diffIds.Length);
        foreach (Digest diffId in diffIds)
            chain.Add(chain.Count == 0 ? diffId : ContentDigest.Of(Encoding.ASCII.GetBytes($"{chain[^1]} {diffId}")));
        return chain.MoveToImmutable();
    }

    private ResolvedImage? OfStore(ImageReference image, Platform platform)
    {
        if (lease.Store.Find(image.ToResolvedString()) is not [var stored, ..]
            || ReadManifest(stored.Digest, stored.MediaType, platform) is not var (digest, manifest)
            || !lease.Claim(manifest.Config.Digest)
            || !manifest.Layers.All(layer => lease.Claim(layer.Digest)))
        {
            return null;
        }

        return ImageConfig.Read(lease.Store.Read(manifest.Config.Digest)).Value is { } config ? new ResolvedImage(image, digest, config, manifest.Layers) : null;
    }

    private (Digest Digest, ImageManifest Manifest)? ReadManifest(Digest digest, string mediaType, Platform platform)
    {
        if (!lease.Claim(digest))
            return null;
        return ManifestDocument.Read(lease.Store.Read(digest), mediaType).Value switch
        {
            ImageManifest manifest => (digest, manifest),
            ImageIndex index when index.For(platform) is { } part => ReadManifest(part.Digest, part.MediaType, platform),
            _ => null,
        };
    }

    private async Task<ResolvedImage> OfRegistryAsync(ImageReference image, Platform platform, CancellationToken cancellation)
    {
        var repository = Repository.Of(image);
        FetchedManifest found = await client.GetManifestAsync(image, cancellation).ConfigureAwait(false);
        while (found.Document is ImageIndex index)
        {
            Descriptor part = index.For(platform) ?? throw new RegistryException(new RegistryError(
                RegistryErrorKind.NoPlatform,
                $"it is not for {platform} but for {string.Join(", ", index.Platforms.Select(static other => other.Format()).Distinct())}"));
            found = await client.GetManifestAsync(repository.WithDigest(part.Digest), cancellation).ConfigureAwait(false);
        }

        var manifest = (ImageManifest)found.Document;
        using (IBlobWriter? writer = lease.Write(manifest.Config.Digest))
        {
            if (writer is not null)
                await client.DownloadBlobAsync(repository, manifest.Config, writer, null, cancellation).ConfigureAwait(false);
        }

        DocumentResult<ImageConfig> config = ImageConfig.Read(lease.Store.Read(manifest.Config.Digest));
        return config.Success
            ? new ResolvedImage(image, found.Digest, config.Value, manifest.Layers)
            : throw new RegistryException(new RegistryError(RegistryErrorKind.BadContent, $"its configuration {config.Error}"));
    }
}
