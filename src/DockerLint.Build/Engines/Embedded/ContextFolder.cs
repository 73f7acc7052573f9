using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>A build context that is no folder of the user's: its files in a folder, which is gone when it is disposed of.</summary>
public sealed class ContextFolder : IDisposable
{
    private readonly SnapshotStore _snapshots;
    private readonly LockedFolder _work;

    /// <summary>A folder without files.</summary>
    /// <param name="snapshots">Where it is.</param>
    internal ContextFolder(SnapshotStore snapshots) => (_snapshots, _work) = (snapshots, snapshots.NewWork());

    /// <summary>The folder.</summary>
    public string Path => _work.Path;

    /// <summary>The commit that the files are of, in hexadecimal digits; null where they are of no git repository.</summary>
    public string? Commit { get; internal init; }

    /// <summary>The Dockerfile that came in place of files; null where files came.</summary>
    public ReadOnlyMemory<byte>? Dockerfile { get; internal init; }

    /// <summary>A file of it, by a path without links: those of others must not lead to files of this machine, nor pipes keep it waiting.</summary>
    /// <param name="path">The path, from this folder, which nothing leads out of.</param>
    /// <returns>The full path; null where there is no regular file.</returns>
    public string? FileAt(string path)
    {
        using var root = RootFolder.Open(Path);
        using Place? place = root.Find(System.IO.Path.GetRelativePath(Path, System.IO.Path.Combine(Path, path)));
        return place?.Status is { Kind: FileKind.File } ? System.IO.Path.Combine(Path, place.Path.ToString().TrimStart('/')) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _snapshots.Drop(_work);
}
