using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using DockerLint.Build.Layers;
using DockerLint.Build.Runtimes;
using DockerLint.References;

namespace DockerLint.Build.Snapshots;

/// <summary>
/// Unpacked files of images, by keys that say how they came to be. Several processes may use it at once; one that is killed
/// leaves nothing mounted, and what it was at is cleared away by <see cref="ClearLeftovers"/>.
/// </summary>
/// <remarks>
/// <c>snapshots/KEY/files</c> has what a step has changed, <c>snapshots/KEY/snapshot</c> what it lies over and how large it
/// is, <c>work/</c> what is in progress. A snapshot comes into being by one renaming. Whoever uses a folder holds a lock on
/// it. Only its owner may look into it, since the files have rights of another system.
/// </remarks>
public sealed class SnapshotStore
{
    private readonly string _snapshots;
    private readonly string _work;

    // What is held is given out again: steps that lie over each other would otherwise each lock all that are below.
    private readonly ConcurrentDictionary<Digest, Snapshot> _held = [];

    /// <summary>The store in a folder, which is made when something is first put into it.</summary>
    public SnapshotStore(string folder)
    {
        Folder = Path.GetFullPath(folder);
        _snapshots = Path.Combine(Folder, "snapshots");
        _work = Path.Combine(Folder, "work");
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>Takes a snapshot that is there.</summary>
    /// <param name="key">What it was stored under.</param>
    /// <returns>The snapshot with those below; null where one of them is not there.</returns>
    public Snapshot? Open(Digest key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_held.TryGetValue(key, out Snapshot? held) && held.TryHold())
            return held;
        if (LockedFolder.TryTake(PathOf(key), isShared: true) is not { } folder)
            return null;
        Directory.SetLastWriteTimeUtc(folder.Path, TimeProvider.System.GetUtcNow().UtcDateTime);
        if (Record.Read(folder.Path) is { } record)
        {
            Snapshot? below = record.Parent is null ? null : Open(record.Parent);
            if (record.Parent is null || below is not null)
                return Opened(key, folder, below);
        }

        folder.Dispose();
        return null;
    }

    /// <summary>Starts a step.</summary>
    /// <param name="parent">The files that it starts from; null for none. It must be held until the step has ended.</param>
    public Workspace Begin(Snapshot? parent)
    {
        LockedFolder folder = NewWork();
        try
        {
            return new Workspace(this, parent, folder);
        }
        catch
        {
            Drop(folder);
            throw;
        }
    }

    /// <summary>Shows the files of a snapshot.</summary>
    /// <param name="snapshot">The snapshot, which must be held as long as they are shown.</param>
    public SnapshotView View(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new SnapshotView(this, snapshot);
    }

    /// <summary>Unpacks a layer.</summary>
    /// <param name="key">What it is stored under.</param>
    /// <param name="parent">The layers below; null for none.</param>
    /// <param name="layer">The layer, compressed or not; stays open.</param>
    /// <param name="diffId">The digest that it must have when it is unpacked; null for any.</param>
    /// <param name="limits">How much it may become.</param>
    /// <param name="cancellation">Ends it between two reads.</param>
    /// <returns>The snapshot, which holds those below for itself; null where <c>Result</c> says why.</returns>
    public (Snapshot? Snapshot, UnpackResult Result) Unpack(
        Digest key, Snapshot? parent, Stream layer, Digest? diffId, UnpackLimits? limits = null, CancellationToken cancellation = default)
    {
        using Workspace workspace = Begin(parent);
        var options = new UnpackOptions
        {
            Whiteouts = parent is null ? Whiteouts.Ignored : Whiteouts.Removal,
            Limits = limits ?? UnpackLimits.Usual,
        };
        UnpackResult result = LayerUnpacker.Unpack(layer, workspace.Root, options, cancellation);
        if (result.Error is null && diffId is not null && diffId != result.DiffId)
            result = result with { Error = $"the layer's content is {result.DiffId}, not {diffId} as the image says" };
        return result.Error is null ? (workspace.Commit(key), result) : (null, result);
    }

    /// <summary>The snapshots that there are, the one that was used last first.</summary>
    public ImmutableArray<SnapshotInfo> List() =>
        [.. Infos().OrderByDescending(static info => info.Used).ThenBy(static info => info.Key.Text, StringComparer.Ordinal)];

    /// <summary>Clears away what killed processes have left: work, and snapshots that lack something.</summary>
    public void ClearLeftovers()
    {
        if (!Directory.Exists(_work))
            return;
        using LockedFolder store = TakeStore(isShared: false);
        foreach (string path in Directory.GetDirectories(_work))
        {
            if (LockedFolder.TryTake(path, isShared: false) is not { } left)
                continue;
            ControlGroups.Remove(Path.GetFileName(path));
            Drop(left);
        }

        foreach (string path in Directory.GetDirectories(_snapshots))
        {
            if (Record.Read(path) is not { } record || (record.Parent is { } parent && !Directory.Exists(PathOf(parent))))
                TryRemove(path);
        }
    }

    /// <summary>Deletes a snapshot that nobody uses.</summary>
    /// <param name="key">What it was stored under. Nothing may lie over it.</param>
    /// <returns>Whether it is gone.</returns>
    public bool TryRemove(Digest key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return TryRemove(PathOf(key));
    }

    /// <summary>Whether there is a snapshot of a key, at this moment.</summary>
    public bool Contains(Digest key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Directory.Exists(PathOf(key));
    }

    /// <summary>A folder for work in progress, which is ours.</summary>
    internal LockedFolder NewWork()
    {
        Directory.CreateDirectory(Folder);
        foreach (string folder in (ReadOnlySpan<string>)[_snapshots, _work])
            MakePrivate(folder);
        // Whoever clears away waits until the folder is locked.
        using LockedFolder store = TakeStore(isShared: true);
        string path = Path.Combine(_work, RandomNumberGenerator.GetHexString(16, lowercase: true));
        MakePrivate(path);
        return LockedFolder.TryTake(path, isShared: false) ?? throw new IOException($"cannot lock {path}");
    }

    /// <summary>Deletes a folder of work.</summary>
    internal void Drop(LockedFolder folder)
    {
        using (folder)
        {
            using RootFolder work = RootFolder.Open(_work);
            using Place? place = work.Find(Path.GetFileName(folder.Path), followsLast: false);
            place?.Remove();
        }
    }

    /// <summary>Makes a snapshot of a folder.</summary>
    internal Snapshot Add(Digest key, Snapshot? parent, string files, string temporary)
    {
        MakePrivate(temporary);
        Directory.Move(files, FilesOf(temporary));
        new Record(parent?.Key, Usage.Of(FilesOf(temporary))).Write(temporary);
        return Publish(key, parent, temporary);
    }

    /// <summary>Where the files of a snapshot's folder are.</summary>
    internal static string FilesOf(string folder) => Path.Combine(folder, "files");

    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("images are built on Linux");
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static bool TryMove(string source, string target)
    {
        using RootFolder here = RootFolder.Open("/");
        using Place from = here.Find(source, followsLast: false) ?? throw new IOException($"{source} is gone");
        using Place? to = here.Find(target, followsLast: false);
        return to is not null && from.TryMoveTo(to);
    }

    private Snapshot Opened(Digest key, LockedFolder folder, Snapshot? parent)
    {
        FolderReader files = folder.Folder.TryOpen("files"u8) ?? throw new IOException($"{folder.Path} has no files");
        var snapshot = new Snapshot(key, folder, files, parent, released => _held.TryRemove(KeyValuePair.Create(key, released)));
        // Where two open it at once, each has a lock of its own.
        _held.TryAdd(key, snapshot);
        return snapshot;
    }

    private Snapshot Publish(Digest key, Snapshot? parent, string temporary)
    {
        while (true)
        {
            // Locked before it can be found, so that nobody clears it away.
            LockedFolder folder = LockedFolder.TryTake(temporary, isShared: true) ?? throw new IOException($"cannot lock {temporary}");
            Snapshot? below = parent is null ? null : Open(parent.Key);
            if (parent is not null && below is null)
                throw new IOException($"the files that {key} lies over are gone from {Folder}");
            if (TryMove(temporary, PathOf(key)))
                return Opened(key, folder.MovedTo(PathOf(key)), below);
            folder.Dispose();
            below?.Dispose();
            if (Open(key) is { } there)
                return there;
            // One that lacks something, such as what it lies over, gives way.
            if (!TryRemove(key) && Contains(key))
                throw new IOException($"{key} cannot be used in {Folder}; clear it away with 'dockerlint prune --build-cache'");
        }
    }

    private bool TryRemove(string path)
    {
        if (LockedFolder.TryTake(path, isShared: false) is not { } folder)
            return false;
        string gone = Path.Combine(_work, RandomNumberGenerator.GetHexString(16, lowercase: true));
        Directory.Move(folder.Path, gone);
        Drop(folder.MovedTo(gone));
        return true;
    }

    private LockedFolder TakeStore(bool isShared) =>
        LockedFolder.TryTake(_work, isShared, waits: true) ?? throw new IOException($"cannot lock {_work}");

    private IEnumerable<SnapshotInfo> Infos()
    {
        if (!Directory.Exists(_snapshots))
            yield break;
        foreach (DirectoryInfo folder in new DirectoryInfo(_snapshots).EnumerateDirectories())
        {
            string name = folder.Name;
            int dash = name.IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && Digest.TryParse($"{name[..dash]}:{name[(dash + 1)..]}", out Digest? key, out _) && Record.Read(folder.FullName) is { } record)
                yield return new SnapshotInfo(key, record.Parent, record.Bytes, folder.LastWriteTimeUtc);
        }
    }

    private string PathOf(Digest key) => Path.Combine(_snapshots, $"{key.Algorithm}-{key.Hex}");

    /// <summary>What is written down of a snapshot: two lines.</summary>
    private sealed record Record(Digest? Parent, long Bytes)
    {
        private const string Name = "snapshot";

        public static Record? Read(string folder)
        {
            try
            {
                string[] lines = File.ReadAllLines(Path.Combine(folder, Name));
                if (lines is not [var parent, var bytes] || !long.TryParse(bytes, CultureInfo.InvariantCulture, out long size))
                    return null;
                if (parent.Length == 0)
                    return new Record(null, size);
                return Digest.TryParse(parent, out Digest? key, out _) ? new Record(key, size) : null;
            }
            catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        }

        public void Write(string folder) =>
            File.WriteAllText(Path.Combine(folder, Name), string.Create(CultureInfo.InvariantCulture, $"{Parent}\n{Bytes}\n"));
    }
}
