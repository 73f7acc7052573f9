using System.Globalization;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>A folder of <c>--mount=type=cache</c>, until it is disposed.</summary>
/// <param name="path">The folder.</param>
/// <param name="used">Keeps it from being cleared away; its content is how large the folder is.</param>
/// <param name="held">Keeps others away; null where they may come.</param>
internal sealed class CacheFolder(string path, FileStream used, FileStream? held) : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path => path;

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
/// <param name="store">Has a place for them, and one where they are filled and taken apart.</param>
/// <remarks>
/// <c>NAME.use</c> is open by all who use <c>NAME</c>, <c>NAME.lock</c> by the one who has it alone or fills it. These files
/// come and go while the folder of all is locked.
/// </remarks>
internal sealed class CacheFolders(SnapshotStore store)
{
    private const string UseSuffix = ".use";
    private const string LockSuffix = ".lock";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = System.IO.Path.Combine(store.Folder, "caches");

    /// <summary>What a folder is known by.</summary>
    /// <param name="mount">Who asks for it.</param>
    /// <param name="start">What the files are known by that are in it at first; null for none.</param>
    public static string NameOf(CacheMount mount, Digest? start)
    {
        // A cache of other rights, or that started from other files, is another cache.
        using KeyWriter key = new KeyWriter("cache").Add(mount.Id).Add(mount.Mode).Add(mount.Uid).Add(mount.Gid).Add(mount.Source);
        return (start is null ? key : key.Add(start)).Complete().Hex;
    }

    /// <summary>Takes a folder: one that is shared at once, one that is locked when nobody else has it, a private one that nobody has.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="mount">Who asks for it.</param>
    /// <param name="fill">Puts into a folder what is in it at first; null for nothing.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<CacheFolder> TakeAsync(string name, CacheMount mount, Func<string, Task>? fill, CancellationToken cancellation)
    {
        // Nobody else may look into it: what is in it may have the rights of another system.
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        for (int number = 0; ; number++)
        {
            string candidate = number == 0 || mount.Sharing != MountSharing.Private ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            if (fill is not null)
                await FillAsync(candidate, mount, fill).ConfigureAwait(false);
            if (TryTake(candidate, mount, isMade: fill is null) is { } taken)
                return taken;
            if (mount.Sharing != MountSharing.Private)
                await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The folders that there are.</summary>
    public IEnumerable<CacheEntry> List()
    {
        if (!Directory.Exists(_folder))
            yield break;
        foreach (DirectoryInfo cache in new DirectoryInfo(_folder).EnumerateDirectories())
        {
            var use = new FileInfo(cache.FullName + UseSuffix);
            long bytes = SizeIn(use) ?? Usage.Of(cache.FullName);
            yield return new CacheEntry(CacheEntryKind.Folder, cache.Name, bytes, use.Exists ? use.LastWriteTimeUtc : cache.LastWriteTimeUtc);
        }
    }

    /// <summary>Deletes a folder that nobody uses.</summary>
    /// <param name="name">The folder.</param>
    /// <returns>Whether it is gone.</returns>
    public bool TryRemove(string name)
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

    /// <summary>Makes a folder and fills it, unless it is there or somebody else is at it. It only gets its name when all is in it.</summary>
    private async Task FillAsync(string name, CacheMount mount, Func<string, Task> fill)
    {
        using FileStream? held = TryHoldMissing(name);
        if (held is null)
            return;
        LockedFolder work = store.NewWork();
        try
        {
            Make(work.Path, name, mount);
            string filled = System.IO.Path.Combine(work.Path, name);
            await fill(filled).ConfigureAwait(false);
            Directory.Move(filled, PathOf(name));
        }
        finally
        {
            store.Drop(work);
        }
    }

    private FileStream? TryHoldMissing(string name)
    {
        using LockedFolder all = LockAll();
        return Directory.Exists(PathOf(name)) ? null : TryOpen(name + LockSuffix, FileShare.None);
    }

    private CacheFolder? TryTake(string name, CacheMount mount, bool isMade)
    {
        using LockedFolder all = LockAll();
        bool isThere = Directory.Exists(PathOf(name));
        if (!isThere && !isMade)
            return null;
        FileStream? held = null;
        if (mount.Sharing != MountSharing.Shared && (held = TryOpen(name + LockSuffix, FileShare.None)) is null)
            return null;
        if (TryOpen(name + UseSuffix, FileShare.ReadWrite) is { } used)
        {
            if (!isThere)
                Make(_folder, name, mount);
            return new CacheFolder(PathOf(name), used, held);
        }

        held?.Dispose();
        return null;
    }

    private static void Make(string parent, string name, CacheMount mount)
    {
        using RootFolder root = RootFolder.Open(parent);
        using Place place = root.Find(name, followsLast: false)!;
        place.MakeFolder(mount.Mode);
        place.SetOwner(mount.Uid, mount.Gid);
        place.SetMode(mount.Mode);
    }

    private LockedFolder LockAll() =>
        LockedFolder.TryTake(_folder, isShared: false, waits: true) ?? throw new IOException($"cannot lock {_folder}");

    private string PathOf(string name) => System.IO.Path.Combine(_folder, name);

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
