using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded.Explaining;
using DockerLint.Build.Snapshots;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>
/// What builds keep in a folder: the files of steps, folders of <c>RUN --mount=type=cache</c>, and what is known of both.
/// </summary>
/// <param name="folder">The folder, as <see cref="EngineSettings.Folder"/> has it.</param>
public sealed class BuildCache(string folder)
{
    /// <summary>What it may take where nobody says: this, or a tenth of the disk where that is more.</summary>
    private const long UsualBytes = 10L << 30;

    private readonly SnapshotStore _snapshots = new(folder);

    /// <summary>How many bytes it may take where nobody says.</summary>
    public static long UsualLimit(string folder)
    {
        string? there = Path.GetFullPath(folder);
        while (there is not null && !Directory.Exists(there))
            there = Path.GetDirectoryName(there);
        return there is null ? UsualBytes : Math.Max(UsualBytes, new DriveInfo(there).TotalSize / 10);
    }

    /// <summary>
    /// Clears away what killed builds have left, and what nobody uses until the rest is small enough: that first which was not
    /// used for the longest time. Files that others lie over stay as long as those.
    /// </summary>
    /// <param name="mostBytes">How many bytes may stay; 0 for nothing.</param>
    /// <returns>What is gone.</returns>
    public ImmutableArray<CacheEntry> Prune(long mostBytes)
    {
        if (!Directory.Exists(folder))
            return [];
        _snapshots.ClearLeftovers();
        ClearDownloads();
        ImmutableArray<CacheEntry> gone = Shrink(mostBytes);
        new LayerRecords(Path.Combine(folder, LayerRecords.FolderName)).Clear(_snapshots);
        new KnownSteps(folder).Clear(_snapshots);
        new TraceFile(folder).Clear(isAll: mostBytes == 0);
        new KnownContents(folder, static _ => null).Clear(_snapshots);
        return gone;
    }

    private ImmutableArray<CacheEntry> Shrink(long mostBytes)
    {
        var caches = new CacheFolders(_snapshots);
        var snapshots = _snapshots.List().ToDictionary(static info => info.Key);
        List<CacheEntry> folders = [.. caches.List()];
        long bytes = snapshots.Values.Sum(static info => info.Bytes) + folders.Sum(static entry => entry.Bytes);
        var gone = ImmutableArray.CreateBuilder<CacheEntry>();
        var inUse = new HashSet<Digest>();
        while (mostBytes == 0 || bytes > mostBytes)
        {
            HashSet<Digest> parents = [.. snapshots.Values.Select(static info => info.Parent).OfType<Digest>()];
            SnapshotInfo? snapshot = snapshots.Values.Where(info => !parents.Contains(info.Key) && !inUse.Contains(info.Key)).MinBy(static info => info.Used);
            CacheEntry? cache = folders.MinBy(static entry => entry.Used);
            bool isGone;
            CacheEntry oldest;
            if (cache is not null && (snapshot is null || cache.Used < snapshot.Used))
            {
                oldest = cache;
                isGone = caches.TryRemove(cache.Name);
                folders.Remove(cache);
            }
            else if (snapshot is not null)
            {
                oldest = new CacheEntry(CacheEntryKind.Snapshot, snapshot.Key.Text, snapshot.Bytes, snapshot.Used);
                isGone = _snapshots.TryRemove(snapshot.Key);
                if (isGone)
                    snapshots.Remove(snapshot.Key);
                else
                    inUse.Add(snapshot.Key);
            }
            else
            {
                break;
            }

            if (!isGone)
                continue;
            gone.Add(oldest);
            bytes -= oldest.Bytes;
        }

        return gone.ToImmutable();
    }

    /// <summary>Whoever fetches something has it open, and needs its name no more.</summary>
    private void ClearDownloads()
    {
        string downloads = Path.Combine(folder, "downloads");
        if (!Directory.Exists(downloads))
            return;
        foreach (string file in Directory.GetFiles(downloads))
            File.Delete(file);
    }
}
