using System.Collections.Immutable;
using DockerLint.Build.Layers;
using DockerLint.Build.Snapshots;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded.Caching;

/// <summary>What other machines have built. Layers are fetched when they are needed; what is of no use is left aside.</summary>
public sealed class CacheImport
{
    private readonly StoreLease _lease;
    private readonly ImmutableArray<(CacheStorage Storage, CacheManifest Manifest)> _caches;
    private readonly Dictionary<Digest, CachedStep> _steps = [];

    private CacheImport(StoreLease lease, ImmutableArray<(CacheStorage, CacheManifest)> caches)
    {
        (_lease, _caches) = (lease, caches);
        foreach (CachedStep step in _caches.SelectMany(static cache => cache.Manifest.Steps))
            _steps.TryAdd(step.Name, step);
    }

    /// <summary>That there is nothing.</summary>
    public static CacheImport None(StoreLease lease) => new(lease, []);

    /// <summary>Reads caches.</summary>
    /// <param name="storages">Where they are, with what they are called in <paramref name="warn"/>; the first counts most.</param>
    /// <param name="lease">The work that they are for.</param>
    /// <param name="warn">Told why one is left aside.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<CacheImport> ReadAsync(
        IEnumerable<(string Name, CacheStorage Storage)> storages, StoreLease lease, Action<string> warn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(storages);
        ArgumentNullException.ThrowIfNull(warn);
        var caches = ImmutableArray.CreateBuilder<(CacheStorage, CacheManifest)>();
        foreach ((string name, CacheStorage storage) in storages)
        {
            (CacheManifest? manifest, string? problem) = await TryAsync(() => ReadAsync(storage, lease, cancellation)).ConfigureAwait(false);
            if (manifest is null)
                warn($"the cache {name} is left aside: {problem ?? "nothing that this builder has made is there"}");
            else
                caches.Add((storage, manifest));
        }

        return new CacheImport(lease, caches.ToImmutable());
    }

    /// <summary>What is known of a step; null for nothing.</summary>
    internal CachedStep? Find(Digest name) => _steps.GetValueOrDefault(name);

    /// <summary>What is known of files of steps; null for nothing.</summary>
    internal Digest? ContentOf(Digest question) =>
        _caches.Select(cache => cache.Manifest.Contents.GetValueOrDefault(question)).FirstOrDefault(static content => content is not null);

    /// <summary>Brings a layer into the store.</summary>
    /// <returns>Why it cannot be had; null where it is there.</returns>
    internal async Task<string?> FetchAsync(Layer layer, CancellationToken cancellation)
    {
        if (_lease.Claim(layer.Digest))
            return null;
        string? last = "no cache has it";
        foreach ((CacheStorage storage, _) in _caches.Where(cache => cache.Manifest.Steps.Any(step => step.Layer.Layer.Digest == layer.Digest)))
        {
            (_, last) = await TryAsync(async () =>
            {
                await storage.FetchAsync(_lease, new Descriptor(layer.MediaType, layer.Digest, layer.Size), cancellation).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
            if (last is null && _lease.Claim(layer.Digest))
                return null;
        }

        return last ?? "it is not whole";
    }

    /// <summary>Makes a snapshot of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parent">The files that it lies over; null for none.</param>
    /// <param name="snapshots">Where to.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The snapshot, or why there is none.</returns>
    internal async Task<(Snapshot? Files, string? Problem)> UnpackAsync(CachedStep step, Snapshot? parent, SnapshotStore snapshots, CancellationToken cancellation)
    {
        if (snapshots.Open(step.Snapshot) is { } known)
            return (known, null);
        Layer layer = step.Layer.Layer;
        if (await FetchAsync(layer, cancellation).ConfigureAwait(false) is { } problem)
            return (null, problem);
        FileStream content = _lease.Store.Open(layer.Digest);
        await using (content.ConfigureAwait(false))
        {
            (Snapshot? files, UnpackResult result) = snapshots.Unpack(step.Snapshot, parent, content, layer.DiffId, null, cancellation);
            return (files, result.Error);
        }
    }

    private static async Task<CacheManifest?> ReadAsync(CacheStorage storage, StoreLease lease, CancellationToken cancellation) =>
        await storage.FindAsync(lease, cancellation).ConfigureAwait(false) is { } found
            ? await ReadAsync(storage, lease, found, cancellation).ConfigureAwait(false)
            : null;

    private static async Task<CacheManifest?> ReadAsync(CacheStorage storage, StoreLease lease, Descriptor found, CancellationToken cancellation)
    {
        switch (ManifestDocument.Read(lease.Store.Read(found.Digest), found.MediaType).Value)
        {
            case ImageIndex index:
                // An image for several platforms knows the steps of all of them.
                CacheManifest? all = null;
                foreach (Descriptor part in index.Platforms.Select(index.For).OfType<Descriptor>().DistinctBy(static part => part.Digest))
                {
                    await storage.FetchManifestAsync(lease, part, cancellation).ConfigureAwait(false);
                    CacheManifest? one = await ReadAsync(storage, lease, part, cancellation).ConfigureAwait(false);
                    all = all is null || one is null ? all ?? one : all.With(one);
                }

                return all;
            case ImageManifest { Config: { Size: <= CacheManifest.LongestConfig } config }:
                await storage.FetchAsync(lease, config, cancellation).ConfigureAwait(false);
                byte[] json = lease.Store.Read(config.Digest);
                return config.MediaType == CacheManifest.ConfigType ? CacheManifest.ReadConfig(json) : CacheManifest.ReadImage(json);
            default:
                return null;
        }
    }

    private static async Task<(T? Result, string? Problem)> TryAsync<T>(Func<Task<T?>> work)
    {
        try
        {
            return (await work().ConfigureAwait(false), null);
        }
        catch (Exception failure) when (failure is RegistryException or StoreException or IOException or UnauthorizedAccessException)
        {
            return (default, failure.Message);
        }
    }
}
