using DockerLint.Build.Snapshots;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Files in which something is written down about snapshots, in a folder of the build cache.</summary>
internal static class SnapshotRecords
{
    /// <summary>Deletes those that are about snapshots which are there no more.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    /// <param name="snapshots">The snapshots.</param>
    /// <param name="snapshotOf">Which snapshot a file is about; null for none.</param>
    public static void Clear(string folder, SnapshotStore snapshots, Func<string, Digest?> snapshotOf)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (string path in Directory.GetFiles(folder))
        {
            if (snapshotOf(path) is not { } snapshot || !snapshots.Contains(snapshot))
                File.Delete(path);
        }
    }

    /// <summary>The snapshot that a file is named after, with more behind a dot; null where it is named otherwise.</summary>
    public static Digest? NamedBy(string path) =>
        Digest.TryParse($"sha256:{Path.GetFileName(path).Split('.')[0]}", out Digest? snapshot, out _) ? snapshot : null;
}
