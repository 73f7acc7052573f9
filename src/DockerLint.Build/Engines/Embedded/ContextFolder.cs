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

    /// <inheritdoc/>
    public void Dispose() => _snapshots.Drop(_work);
}
