using DockerLint.Build.Layers;

namespace DockerLint.Build.Snapshots;

/// <summary>The files of a snapshot, those below included, for reading.</summary>
public sealed class SnapshotView : IDisposable
{
    private readonly MountSpace? _space;
    private readonly LockedFolder? _folder;
    private readonly SnapshotStore _store;

    internal SnapshotView(SnapshotStore store, Snapshot snapshot)
    {
        _store = store;
        IReadOnlyList<FolderReader> folders = snapshot.Folders;
        if (folders.Count == 1)
        {
            Root = RootFolder.Open($"/proc/self/fd/{folders[0].Handle.DangerousGetHandle()}");
            return;
        }

        _folder = store.NewWork();
        try
        {
            string target = _folder.Path;
            _space = MountSpace.Start();
            Root = _space.Run(() =>
            {
                OverlayMount.Mount(target, snapshot.FolderPaths, null, null);
                return RootFolder.Open(target);
            });
        }
        catch
        {
            _space?.Dispose();
            store.Drop(_folder);
            throw;
        }
    }

    /// <summary>All files. It may be used by several threads.</summary>
    public RootFolder Root { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Root.Dispose();
        _space?.Dispose();
        if (_folder is not null)
            _store.Drop(_folder);
    }
}
