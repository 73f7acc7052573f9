using System.Globalization;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.Semantics.Values;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>A folder of <c>--mount=type=cache</c>, until it is disposed.</summary>
/// <param name="path">The folder.</param>
/// <param name="isNew">Whether nobody had it before.</param>
/// <param name="used">Keeps it from being cleared away; its content is how large the folder is.</param>
/// <param name="held">Keeps others away; null where they may come.</param>
internal sealed class CacheFolder(string path, bool isNew, FileStream used, FileStream? held) : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Whether nobody had it before.</summary>
    public bool IsNew => isNew;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            used.SetLength(0);
            used.Write(Encoding.ASCII.GetBytes(Usage.Of(path).ToString(CultureInfo.InvariantCulture)));
        }
        finally
        {
            used.Dispose();
            held?.Dispose();
        }
    }
}

/// <summary>The folders that commands keep between builds.</summary>
/// <param name="folder">Where they are.</param>
/// <remarks>
/// <c>NAME.use</c> is open by all who use <c>NAME</c>, <c>NAME.lock</c> by the one who has it alone. These files come and go
/// while the folder of all is locked.
/// </remarks>
internal sealed class CacheFolders(string folder)
{
    private const string UseSuffix = ".use";
    private const string LockSuffix = ".lock";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes a folder: one that is shared at once, one that is locked when nobody else has it, a private one that nobody has.</summary>
    public async Task<CacheFolder> TakeAsync(CacheMount mount, CancellationToken cancellation)
    {
        // Nobody else may look into it: what is in it may have the rights of another system.
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // A cache of other rights is another cache.
        using var key = new KeyWriter("cache");
        string name = key.Add(mount.Id).Add(mount.Mode).Add(mount.Uid).Add(mount.Gid).Add(mount.Source).Complete().Hex;
        for (int number = 0; ; number++)
        {
            string candidate = number == 0 || mount.Sharing != MountSharing.Private ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            if (TryTake(candidate, mount) is { } taken)
                return taken;
            if (mount.Sharing != MountSharing.Private)
                await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The folders that there are.</summary>
    public IEnumerable<CacheEntry> List()
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (DirectoryInfo cache in new DirectoryInfo(folder).EnumerateDirectories())
        {
            var use = new FileInfo(cache.FullName + UseSuffix);
            long bytes = SizeIn(use) ?? Usage.Of(cache.FullName);
            yield return new CacheEntry(CacheEntryKind.Folder, cache.Name, bytes, use.Exists ? use.LastWriteTimeUtc : cache.LastWriteTimeUtc);
        }
    }

    /// <summary>Deletes a folder that nobody uses.</summary>
    /// <param name="name">The folder.</param>
    /// <param name="store">Has a place where it is taken apart.</param>
    /// <returns>Whether it is gone.</returns>
    public bool TryRemove(string name, SnapshotStore store)
    {
        LockedFolder gone;
        using (LockAll())
        {
            using FileStream? used = TryOpen(name + UseSuffix, FileShare.None);
            if (used is null)
                return false;
            gone = store.NewWork();
            Directory.Move(PathOf(name), System.IO.Path.Combine(gone.Path, "gone"));
            File.Delete(PathOf(name + LockSuffix));
            File.Delete(used.Name);
        }

        store.Drop(gone);
        return true;
    }

    private static long? SizeIn(FileInfo use) =>
        use.Exists && long.TryParse(File.ReadAllText(use.FullName), CultureInfo.InvariantCulture, out long bytes) ? bytes : null;

    private CacheFolder? TryTake(string name, CacheMount mount)
    {
        using LockedFolder all = LockAll();
        FileStream? held = null;
        if (mount.Sharing != MountSharing.Shared && (held = TryOpen(name + LockSuffix, FileShare.None)) is null)
            return null;
        if (TryOpen(name + UseSuffix, FileShare.ReadWrite) is { } used)
            return Make(name, mount, used, held);
        held?.Dispose();
        return null;
    }

    private CacheFolder Make(string name, CacheMount mount, FileStream used, FileStream? held)
    {
        using RootFolder root = RootFolder.Open(folder);
        using Place place = root.Find(name, followsLast: false)!;
        bool isNew = place.Status is null;
        if (isNew)
        {
            place.MakeFolder(mount.Mode);
            place.SetOwner(mount.Uid, mount.Gid);
            place.SetMode(mount.Mode);
        }

        return new CacheFolder(PathOf(name), isNew, used, held);
    }

    private LockedFolder LockAll() =>
        LockedFolder.TryTake(folder, isShared: false, waits: true) ?? throw new IOException($"cannot lock {folder}");

    private string PathOf(string name) => System.IO.Path.Combine(folder, name);

    private FileStream? TryOpen(string name, FileShare share)
    {
        try
        {
            return new FileStream(PathOf(name), FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
        }
        catch (IOException failure) when (failure.HResult == Libc.WouldBlock)
        {
            return null;
        }
    }
}
