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
    public Digest SnapshotOf(Digest step) => Read(Path.Combine(_folder, step.Hex)) ?? step;

    /// <summary>Writes down which snapshot a step has made, in place of an older one.</summary>
    public void Set(Digest step, Digest snapshot)
    {
        Directory.CreateDirectory(_folder);
        // One that is not whole is none.
        File.WriteAllText(Path.Combine(_folder, step.Hex), snapshot.Text);
    }

    /// <summary>Forgets what is there no more.</summary>
    public void Clear(SnapshotStore snapshots)
    {
        if (!Directory.Exists(_folder))
            return;
        foreach (string path in Directory.GetFiles(_folder))
        {
            if (Read(path) is not { } snapshot || !snapshots.Contains(snapshot))
                File.Delete(path);
        }
    }

    private static Digest? Read(string path)
    {
        try
        {
            return Digest.TryParse(File.ReadAllText(path), out Digest? snapshot, out _) ? snapshot : null;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
