using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded.Caching;

/// <summary>Where machines leave for each other what they have built: <c>--cache-to</c> and <c>--cache-from</c>.</summary>
/// <remarks>
/// Its methods throw <see cref="RegistryException"/>, <see cref="StoreException"/> and <see cref="IOException"/>. What they
/// bring has the digest that it was asked for by.
/// </remarks>
public abstract class CacheStorage
{
    /// <summary>Finds what is there.</summary>
    /// <returns>The manifest, which is in the store of the lease; null where nothing is there.</returns>
    public abstract Task<Descriptor?> FindAsync(StoreLease lease, CancellationToken cancellation);

    /// <summary>Brings content into a store.</summary>
    public abstract Task FetchAsync(StoreLease lease, Descriptor blob, CancellationToken cancellation);

    /// <summary>Brings the manifest of a part of what was found into a store.</summary>
    public virtual Task FetchManifestAsync(StoreLease lease, Descriptor manifest, CancellationToken cancellation) => FetchAsync(lease, manifest, cancellation);

    /// <summary>Leaves an image there, in place of the one before.</summary>
    /// <param name="lease">Has the image.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="cancellation">Ends it.</param>
    public abstract Task WriteAsync(StoreLease lease, Descriptor manifest, CancellationToken cancellation);
}

/// <summary>A repository of a registry.</summary>
/// <param name="client">Asks the registry.</param>
/// <param name="name">The name that the cache has there.</param>
public sealed class RegistryCache(RegistryClient client, ImageReference name) : CacheStorage
{
    private readonly Repository _repository = Repository.Of(name);

    /// <inheritdoc/>
    public override async Task<Descriptor?> FindAsync(StoreLease lease, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (await client.FindManifestAsync(name, cancellation).ConfigureAwait(false) is null)
            return null;
        return await FetchManifestAsync(lease, name, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task FetchManifestAsync(StoreLease lease, Descriptor manifest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(manifest);
        return FetchManifestAsync(lease, _repository.WithDigest(manifest.Digest), cancellation);
    }

    /// <inheritdoc/>
    public override async Task FetchAsync(StoreLease lease, Descriptor blob, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(blob);
        using BlobWriter? writer = lease.Write(blob.Digest);
        if (writer is not null)
            await client.DownloadBlobAsync(_repository, blob, writer, null, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(StoreLease lease, Descriptor manifest, CancellationToken cancellation) =>
        new ImageTransfer(client, lease).PushAsync(manifest, name, [], cancellation);

    private async Task<Descriptor> FetchManifestAsync(StoreLease lease, ImageReference reference, CancellationToken cancellation)
    {
        FetchedManifest found = await client.GetManifestAsync(reference, cancellation).ConfigureAwait(false);
        using BlobWriter? writer = lease.Write(found.Digest);
        writer?.Write(found.Content.Span);
        writer?.Commit();
        return found.Descriptor;
    }
}

/// <summary>A folder: an OCI image layout, in which the cache is the image <c>buildcache:latest</c>.</summary>
/// <param name="folder">The folder.</param>
public sealed class FolderCache(string folder) : CacheStorage
{
    private static readonly ImageReference s_name = ImageReference.Parse("buildcache:latest").Reference!;

    private readonly ContentStore _store = new(folder);

    /// <inheritdoc/>
    public override async Task<Descriptor?> FindAsync(StoreLease lease, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (!Directory.Exists(folder) || _store.Find(s_name.ToResolvedString()) is not [var stored, ..] || _store.LengthOf(stored.Digest) is not { } length)
            return null;
        var manifest = new Descriptor(stored.MediaType, stored.Digest, length);
        await FetchAsync(lease, manifest, cancellation).ConfigureAwait(false);
        return manifest;
    }

    /// <inheritdoc/>
    public override async Task FetchAsync(StoreLease lease, Descriptor blob, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(blob);
        await CopyAsync(_store, lease, blob, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task WriteAsync(StoreLease lease, Descriptor manifest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(manifest);
        using StoreLease target = _store.Lease();
        foreach (Descriptor part in ManifestDocument.Read(lease.Store.Read(manifest.Digest), manifest.MediaType).Value!.Parts)
            await CopyAsync(lease.Store, target, part, cancellation).ConfigureAwait(false);
        await CopyAsync(lease.Store, target, manifest, cancellation).ConfigureAwait(false);
        _store.Name(s_name, manifest.Digest, manifest.MediaType);
        // What the one before had and this one has not.
        _store.Prune(PruneScope.Dangling);
    }

    private static async Task CopyAsync(ContentStore source, StoreLease target, Descriptor blob, CancellationToken cancellation)
    {
        using BlobWriter? writer = target.Write(blob.Digest);
        if (writer is null)
            return;
        writer.Restart();
        FileStream content = source.Open(blob.Digest);
        if (content.Length != blob.Size)
            throw new StoreException($"{blob.Digest} has {content.Length} bytes, not {blob.Size}");
        await using (content.ConfigureAwait(false))
            await content.CopyToAsync(writer, cancellation).ConfigureAwait(false);
        writer.Commit();
    }
}
