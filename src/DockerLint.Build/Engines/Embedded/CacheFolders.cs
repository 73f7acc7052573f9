using System.Globalization;
using DockerLint.Build.Layers;
using DockerLint.Build.Plan;
using DockerLint.Semantics.Values;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>A folder of <c>--mount=type=cache</c>, until it is disposed.</summary>
/// <param name="path">The folder.</param>
/// <param name="isNew">Whether nobody had it before.</param>
/// <param name="held">Keeps others away; null where they may come.</param>
internal sealed class CacheFolder(string path, bool isNew, FileStream? held) : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Whether nobody had it before.</summary>
    public bool IsNew => isNew;

    /// <inheritdoc/>
    public void Dispose() => held?.Dispose();
}

/// <summary>The folders that commands keep between builds.</summary>
/// <param name="folder">Where they are.</param>
internal sealed class CacheFolders(string folder)
{
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
        if (mount.Sharing == MountSharing.Shared)
            return Make(name, mount, null);
        for (int number = 0; ; number++)
        {
            string candidate = number == 0 || mount.Sharing == MountSharing.Locked ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            if (TryHold(System.IO.Path.Combine(folder, candidate + ".lock")) is { } held)
                return Make(candidate, mount, held);
            if (mount.Sharing == MountSharing.Locked)
                await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
        }
    }

    private CacheFolder Make(string name, CacheMount mount, FileStream? held)
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

        return new CacheFolder(System.IO.Path.Combine(folder, name), isNew, held);
    }

    private static FileStream? TryHold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
