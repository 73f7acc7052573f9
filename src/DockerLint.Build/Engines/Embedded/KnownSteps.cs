using DockerLint.Build.Snapshots;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>
/// Which snapshot a step has made where that is not stored under the step's own key: one that was done again has other
/// files, and what lay over the old ones does not lie over these.
/// </summary>
/// <param name="folder">The folder of the build cache.</param>
internal sealed class KnownSteps(string folder)
{
    private readonly string _folder = Path.Combine(folder, "known");

    /// <summary>The key of the snapshot.</summary>
    public Digest SnapshotOf(Digest step) => DigestFile.Read(Path.Combine(_folder, step.Hex)) ?? step;

    /// <summary>Writes down which snapshot a step has made, in place of an older one.</summary>
    public void Set(Digest step, Digest snapshot)
    {
        Directory.CreateDirectory(_folder);
        DigestFile.Write(Path.Combine(_folder, step.Hex), snapshot);
    }

    /// <summary>Forgets what is there no more.</summary>
    public void Clear(SnapshotStore snapshots) => SnapshotRecords.Clear(_folder, snapshots, DigestFile.Read);
}
