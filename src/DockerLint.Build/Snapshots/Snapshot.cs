using DockerLint.Build.Layers;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Snapshots;

/// <summary>
/// The files of an image at some step: what the step has changed, over the snapshot of the step before. Nobody deletes it
/// until it is disposed, as often as it was given out.
/// </summary>
public sealed class Snapshot : IDisposable
{
    private readonly LockedFolder _folder;
    private readonly FolderReader _files;
    private readonly Action<Snapshot> _released;
    private int _holders = 1;

    /// <summary>A snapshot that its maker holds.</summary>
    /// <param name="key">What it was stored under.</param>
    /// <param name="folder">Its folder, which is let go of with it.</param>
    /// <param name="files">The files in the folder; likewise.</param>
    /// <param name="parent">What it lies over; likewise.</param>
    /// <param name="released">Told when nobody holds it any more, before its folder is let go of.</param>
    internal Snapshot(Digest key, LockedFolder folder, FolderReader files, Snapshot? parent, Action<Snapshot> released) =>
        (Key, _folder, _files, Parent, _released) = (key, folder, files, parent, released);

    /// <summary>What it was stored under.</summary>
    public Digest Key { get; }

    /// <summary>What it lies over, which is held with it; null for the first.</summary>
    public Snapshot? Parent { get; }

    /// <summary>The folders of it and of those below, the uppermost first.</summary>
    internal IReadOnlyList<FolderReader> Folders => [.. Chain.Select(static snapshot => snapshot._files)];

    /// <summary>The paths of <see cref="Folders"/>.</summary>
    internal IReadOnlyList<string> FolderPaths => [.. Chain.Select(static snapshot => SnapshotStore.FilesOf(snapshot._folder.Path))];

    private IEnumerable<Snapshot> Chain
    {
        get
        {
            for (Snapshot? snapshot = this; snapshot is not null; snapshot = snapshot.Parent)
                yield return snapshot;
        }
    }

    /// <summary>Writes what the step has changed into a store, as a layer.</summary>
    /// <param name="lease">The work that it is for.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="newest">No file is said to be newer, in seconds since 1970 (SOURCE_DATE_EPOCH); null for what they are.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public Layer WriteLayer(StoreLease lease, Compression compression, long? newest = null, CancellationToken cancellation = default) =>
        LayerWriter.Write(lease, compression, archive => WriteArchive(archive, newest, cancellation));

    /// <summary>Writes what the step has changed as a layer's archive.</summary>
    /// <param name="archive">Where to; stays open.</param>
    /// <param name="newest">No file is said to be newer, in seconds since 1970; null for what they are.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public void WriteArchive(Stream archive, long? newest = null, CancellationToken cancellation = default) =>
        LayerDiff.Write(archive, _files, Parent?.Folders ?? [], newest, cancellation);

    /// <summary>Gives it out once more.</summary>
    /// <returns>Whether it can be: it is held by somebody until now.</returns>
    internal bool TryHold()
    {
        for (int holders = Volatile.Read(ref _holders); holders > 0;)
        {
            int before = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (before == holders)
                return true;
            holders = before;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holders) != 0)
            return;
        _released(this);
        _files.Dispose();
        _folder.Dispose();
        Parent?.Dispose();
    }
}
