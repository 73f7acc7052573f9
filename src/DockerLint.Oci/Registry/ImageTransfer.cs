using System.Collections.Immutable;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>What a pull has brought.</summary>
/// <param name="Root">What the tag stands for: an index, or a manifest.</param>
/// <param name="Manifests">The manifests whose images are in the store now; the root alone where it is one.</param>
public sealed record PulledImage(Descriptor Root, ImmutableArray<Descriptor> Manifests);

/// <summary>Brings images from a registry into a store and back.</summary>
/// <remarks>It throws what <see cref="RegistryClient"/> throws, and what the store throws.</remarks>
/// <param name="client">The client.</param>
/// <param name="store">The store.</param>
/// <param name="progress">Told how far each blob is; null to tell nobody. It may be told of several at once.</param>
public sealed class ImageTransfer(RegistryClient client, IContentStore store, IProgress<TransferProgress>? progress = null)
{
    /// <summary>An index may hold indexes; nobody makes more levels than that.</summary>
    private const int DeepestIndex = 3;

    /// <summary>Pulls an image: what is missing of it in the store. All content is verified by its digest.</summary>
    /// <param name="image">The image; without tag and digest, <c>latest</c>.</param>
    /// <param name="platform">The platform to pull of an index; null for all that it holds.</param>
    /// <param name="cancellation">Ends the pull. What there is of blobs is kept for the next.</param>
    public async Task<PulledImage> PullAsync(ImageReference image, Platform? platform, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        var repository = Repository.Of(image);
        FetchedManifest root = await client.GetManifestAsync(image, cancellation).ConfigureAwait(false);
        var documents = new List<FetchedManifest>();
        await CollectAsync(root, platform, 1).ConfigureAwait(false);
        ImmutableArray<FetchedManifest> manifests = [.. documents.Where(static found => found.Document is ImageManifest)];
        Descriptor[] blobs = [.. manifests.SelectMany(static found => found.Document.Parts).DistinctBy(static blob => blob.Digest)];
        await ForEachAsync(blobs, (blob, token) => PullAsync(repository, blob, token), cancellation).ConfigureAwait(false);
        // What names others comes after them, so that nothing in the store is named that is not there.
        foreach (FetchedManifest document in documents.AsEnumerable().Reverse())
            await KeepAsync(document, cancellation).ConfigureAwait(false);
        return new PulledImage(root.Descriptor, [.. manifests.Select(static found => found.Descriptor)]);

        async Task CollectAsync(FetchedManifest found, Platform? wanted, int depth)
        {
            documents.Add(found);
            if (found.Document is not ImageIndex index)
                return;
            if (depth > DeepestIndex)
                throw new RegistryException(RegistryErrorKind.BadContent, $"{image.ToResolvedString()}: its indexes are nested too deep");
            foreach (Descriptor part in Choose(index, wanted, image))
            {
                if (documents.All(known => known.Digest != part.Digest))
                    await CollectAsync(await GetAsync(repository, part, cancellation).ConfigureAwait(false), wanted, depth + 1).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Pushes an image: what the registry has not got of it. Its tag is set last.</summary>
    /// <param name="root">What to push: an index with all that it names, or a manifest. It is in the store.</param>
    /// <param name="target">Where to: under its tag, <c>latest</c> where it has none; where it has a digest, under that alone.</param>
    /// <param name="origins">Repositories that may have some of the blobs; those of the same registry are asked.</param>
    /// <param name="cancellation">Ends the push.</param>
    /// <returns>The descriptor of what was pushed.</returns>
    public async Task<Descriptor> PushAsync(
        Descriptor root, ImageReference target, ImmutableArray<Repository> origins, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(target);
        var repository = Repository.Of(target);
        var documents = new List<FetchedManifest>();
        await CollectAsync(root, 1).ConfigureAwait(false);
        Descriptor[] blobs =
        [
            .. documents.Where(static found => found.Document is ImageManifest)
                .SelectMany(static found => found.Document.Parts)
                .Where(static blob => !MediaTypes.IsForeign(blob.MediaType))
                .DistinctBy(static blob => blob.Digest),
        ];
        if (blobs.FirstOrDefault(blob => !store.Contains(blob.Digest)) is { } missing)
            throw new RegistryException(RegistryErrorKind.Incomplete, $"{missing.Digest} is not in the store; pull or build the image again");
        Repository[] others = [.. origins.Where(origin => origin.Registry == repository.Registry && origin != repository).Distinct()];
        await ForEachAsync(blobs, (blob, token) => PushAsync(repository, blob, others, token), cancellation).ConfigureAwait(false);
        // What is named must be there before what names it, and the tag comes last.
        foreach (FetchedManifest document in documents.Skip(1).Reverse())
            await client.PutManifestAsync(repository.WithDigest(document.Digest), document.Descriptor.MediaType, document.Content, cancellation).ConfigureAwait(false);
        await client.PutManifestAsync(target, documents[0].Descriptor.MediaType, documents[0].Content, cancellation).ConfigureAwait(false);
        return documents[0].Descriptor;

        async Task CollectAsync(Descriptor part, int depth)
        {
            if (documents.Any(known => known.Digest == part.Digest))
                return;
            if (!store.Contains(part.Digest))
            {
                throw new RegistryException(
                    RegistryErrorKind.Incomplete,
                    $"the image for {part.Platform?.ToString() ?? part.Digest.Text} is not in the store; pull all platforms, or push one of them");
            }

            FetchedManifest found = await ReadAsync(part, cancellation).ConfigureAwait(false)
                ?? throw new RegistryException(RegistryErrorKind.Incomplete, $"{part.Digest} is no manifest; build the image again");
            documents.Add(found);
            if (found.Document is ImageIndex index && depth <= DeepestIndex)
            {
                foreach (Descriptor manifest in index.Manifests)
                    await CollectAsync(manifest, depth + 1).ConfigureAwait(false);
            }
        }
    }

    private static ImmutableArray<Descriptor> Choose(ImageIndex index, Platform? platform, ImageReference image)
    {
        if (platform is null)
            return index.Manifests;
        if (index.For(platform) is { } chosen)
            return [chosen];
        string others = string.Join(", ", index.Platforms.Select(static other => other.Format()).Distinct());
        throw new RegistryException(
            RegistryErrorKind.NoPlatform,
            others.Length == 0
                ? $"{image.ToResolvedString()} is for no platform at all"
                : $"{image.ToResolvedString()} is not for {platform}; it is for {Printable.Sentence(others)}");
    }

    /// <summary>Does something for each blob, several at a time. The first failure ends the others.</summary>
    private async Task ForEachAsync(Descriptor[] blobs, Func<Descriptor, CancellationToken, Task> work, CancellationToken cancellation)
    {
        foreach (Descriptor blob in blobs)
            Report(blob, TransferState.Waiting);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, client.Options.Parallel), CancellationToken = cancellation };
        await Parallel.ForEachAsync(blobs, options, async (blob, token) => await work(blob, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task PullAsync(Repository repository, Descriptor blob, CancellationToken cancellation)
    {
        // What an earlier attempt left, or a mirror has, may be damaged: then once more from the start, from the registry itself.
        for (bool isSecond = false; ; isSecond = true)
        {
            using IBlobWriter? writer = store.Write(blob.Digest);
            if (writer is null)
            {
                Report(blob, TransferState.Exists, blob.Size);
                return;
            }

            long kept = writer.Length;
            try
            {
                Report(blob, TransferState.Running, kept);
                await client.DownloadBlobAsync(
                    repository, blob, writer, done => Report(blob, TransferState.Running, done), mayMirror: !isSecond, cancellation).ConfigureAwait(false);
                Report(blob, TransferState.Done, blob.Size);
                return;
            }
            catch (RegistryException failure) when (failure.Error.Kind == RegistryErrorKind.BadContent && !isSecond && (kept > 0 || HasMirrors(repository)))
            {
                // The writer has dropped it.
            }
        }
    }

    private bool HasMirrors(Repository repository) => client.Options.Mirrors.ContainsKey(repository.Registry);

    private async Task PushAsync(Repository repository, Descriptor blob, Repository[] origins, CancellationToken cancellation)
    {
        if (await client.HasBlobAsync(repository, blob.Digest, cancellation).ConfigureAwait(false))
        {
            Report(blob, TransferState.Exists, blob.Size);
            return;
        }

        foreach (Repository origin in origins)
        {
            if (await client.MountBlobAsync(repository, blob.Digest, origin, cancellation).ConfigureAwait(false))
            {
                progress?.Report(new TransferProgress(blob, TransferState.Mounted, blob.Size) { Origin = origin });
                return;
            }
        }

        Report(blob, TransferState.Running);
        await client.UploadBlobAsync(
            repository, blob, () => store.Open(blob.Digest), done => Report(blob, TransferState.Running, done), cancellation).ConfigureAwait(false);
        Report(blob, TransferState.Done, blob.Size);
    }

    /// <summary>A manifest that an index names: of the store, where that has it.</summary>
    private async Task<FetchedManifest> GetAsync(Repository repository, Descriptor part, CancellationToken cancellation)
    {
        if (store.Contains(part.Digest) && await ReadAsync(part, cancellation).ConfigureAwait(false) is { } kept)
            return kept;
        FetchedManifest found = await client.GetManifestAsync(repository.WithDigest(part.Digest), cancellation).ConfigureAwait(false);
        return found.Content.Length == part.Size && found.Descriptor.MediaType == part.MediaType
            ? found
            : throw new RegistryException(RegistryErrorKind.BadContent, $"{repository}@{part.Digest} is not what its index says that it is");
    }

    /// <summary>A manifest of the store; null where it is none.</summary>
    private async Task<FetchedManifest?> ReadAsync(Descriptor part, CancellationToken cancellation)
    {
        Stream stream = store.Open(part.Digest);
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > Document.LongestManifest)
                return null;
            byte[] content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancellation).ConfigureAwait(false);
            return ManifestDocument.Read(content, part.MediaType).Value is { } document
                ? new FetchedManifest(part with { MediaType = document.MediaType, Size = content.Length }, content, document)
                : null;
        }
    }

    private async Task KeepAsync(FetchedManifest document, CancellationToken cancellation)
    {
        using IBlobWriter? writer = store.Write(document.Digest);
        if (writer is null)
            return;
        if (writer.Length > 0)
            writer.Restart();
        await writer.WriteAsync(document.Content, cancellation).ConfigureAwait(false);
        if (!writer.Commit())
            throw new RegistryException(RegistryErrorKind.BadContent, $"{document.Digest} could not be stored: its content has another digest");
    }

    private void Report(Descriptor blob, TransferState state, long done = 0) => progress?.Report(new TransferProgress(blob, state, done));
}
