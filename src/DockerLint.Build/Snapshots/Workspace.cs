using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.References;

namespace DockerLint.Build.Snapshots;

/// <summary>
/// The files of an image while a step changes them: those of a snapshot, and over them what is new. Nobody but the step sees
/// them. Without <see cref="Commit"/> nothing is left of it.
/// </summary>
public sealed class Workspace : IDisposable
{
    private readonly SnapshotStore _store;
    private readonly Snapshot? _parent;
    private readonly LockedFolder _folder;
    private readonly MountSpace _space;
    private bool _isMounted;

    internal Workspace(SnapshotStore store, Snapshot? parent, LockedFolder folder)
    {
        (_store, _parent, _folder) = (store, parent, folder);
        _space = MountSpace.Start();
        try
        {
            MakeUpper();
            Root = _space.Run(Mount);
        }
        catch
        {
            _space.Dispose();
            throw;
        }
    }

    /// <summary>All files, those below included. It may be used by several threads.</summary>
    public RootFolder Root { get; }

    /// <summary>Where the root is for programs that the space starts.</summary>
    internal string RootPath => PathOf("root");

    /// <summary>Where mounts can be seen.</summary>
    internal MountSpace Space => _space;

    /// <summary>A place for what belongs to the step but not to the image; gone with it.</summary>
    internal string PathOf(string name) => Path.Combine(_folder.Path, name);

    /// <summary>
    /// Makes a snapshot of all that was changed. The workspace is at its end then. Where there is a snapshot of the key already,
    /// such as of another process, that one is taken.
    /// </summary>
    /// <param name="key">What it is stored under.</param>
    public Snapshot Commit(Digest key)
    {
        ArgumentNullException.ThrowIfNull(key);
        // The system does not allow to use the folder for anything else as long as it is mounted.
        Unmount();
        return _store.Add(key, _parent, PathOf("upper"), PathOf("new"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Unmount();
        _space.Dispose();
        _store.Drop(_folder);
    }

    private void MakeUpper()
    {
        foreach (string name in (ReadOnlySpan<string>)["upper", "work", "root", "empty"])
            Directory.CreateDirectory(PathOf(name));
        using RootFolder upper = RootFolder.Open(PathOf("upper"));
        Place root = upper.Root;
        root.SetMode(0x1ED);
        if (_parent?.Folders[0] is not { } below)
            return;
        // The root has its own rights too, and the uppermost folder decides them.
        using var original = new Place(below.Handle, ownsFolder: false, "."u8, "/");
        if (original.Status is not { } status)
            return;
        root.SetOwner(status.Uid, status.Gid);
        root.SetMode(status.Mode);
        KeptAttributes.Copy(original, root);
        root.SetModified(status.Modified);
    }

    private RootFolder Mount()
    {
        OverlayMount.Mount(RootPath, _parent?.FolderPaths ?? [PathOf("empty")], PathOf("upper"), PathOf("work"));
        _isMounted = true;
        return RootFolder.Open(RootPath);
    }

    private void Unmount()
    {
        if (!_isMounted)
            return;
        _isMounted = false;
        Root.Dispose();
        _space.Run(() => UnixFailure.Check(Libc.Unmount(UnixPath.Terminated(new UnixPath(RootPath).Bytes), Libc.UnmountDetach), "unmount", RootPath));
    }
}
