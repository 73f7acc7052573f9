using System.Runtime.InteropServices;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.Build.Snapshots;

/// <summary>A folder of the store that a process says it uses. A process that dies lets go of it.</summary>
internal sealed class LockedFolder : IDisposable
{
    private readonly FolderReader _folder;

    private LockedFolder(FolderReader folder, string path) => (_folder, Path) = (folder, path);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The folder, open.</summary>
    public FolderReader Folder => _folder;

    /// <summary>Takes a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="isShared">Whether others may use it too.</param>
    /// <param name="waits">Whether to wait for those who do.</param>
    /// <returns>The folder; null where it is not there, or somebody uses it in a way that does not go together.</returns>
    public static LockedFolder? TryTake(string path, bool isShared, bool waits = false)
    {
        FolderReader folder;
        try
        {
            folder = FolderReader.Open(path);
        }
        catch (IOException failure) when (failure.HResult is Libc.NoEntry or Libc.NotFolder)
        {
            return null;
        }

        var taken = new LockedFolder(folder, path);
        if (taken.TryLock(isShared, waits) && taken.HasPath(path))
            return taken;
        taken.Dispose();
        return null;
    }

    /// <summary>The same folder under its new path.</summary>
    public LockedFolder MovedTo(string path) => new(_folder, path);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private bool TryLock(bool isShared, bool waits)
    {
        int operation = (isShared ? Libc.LockShared : Libc.LockExclusive) | (waits ? 0 : Libc.LockNonBlocking);
        while (Libc.Lock(_folder.Handle, operation) < 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case Libc.WouldBlock:
                    return false;
                case Libc.Interrupted:
                    continue;
                default:
                    throw UnixFailure.Last("lock", Path);
            }
        }

        return true;
    }

    /// <summary>Whether the path still leads to the folder: between opening and locking somebody may have moved it.</summary>
    private bool HasPath(string path)
    {
        using Place self = new(_folder.Handle, ownsFolder: false, "."u8, path);
        try
        {
            using FolderReader now = FolderReader.Open(path);
            using Place other = new(now.Handle, ownsFolder: false, "."u8, path);
            return self.Status is { } mine && other.Status is { } theirs && (mine.Device, mine.Inode) == (theirs.Device, theirs.Inode);
        }
        catch (IOException failure) when (failure.HResult is Libc.NoEntry or Libc.NotFolder)
        {
            return false;
        }
    }
}
