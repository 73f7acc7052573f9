using DockerLint.Build.Layers;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Engines.Embedded.Git;

/// <summary>A git repository as a build context: its files in a folder, which is gone when it is disposed of.</summary>
public sealed class GitContext : IDisposable
{
    private readonly SnapshotStore _snapshots;
    private readonly LockedFolder _work;

    private GitContext(SnapshotStore snapshots, LockedFolder work, string commit) => (_snapshots, _work, Commit) = (snapshots, work, commit);

    /// <summary>The folder.</summary>
    public string Folder => _work.Path;

    /// <summary>The commit that the files are of, in hexadecimal digits.</summary>
    public string Commit { get; }

    /// <summary>Fetches a repository.</summary>
    /// <param name="settings">Where it is kept, and the secrets and agents that its server may ask for.</param>
    /// <param name="step">The repository.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BuildException">It cannot be had, or has not what is asked for.</exception>
    public static async Task<GitContext> OpenAsync(EngineSettings settings, GitStep step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(step);
        var snapshots = new SnapshotStore(settings.Folder);
        var repositories = new GitRepositories(settings, snapshots);
        GitCommit commit = await repositories.ResolveAsync(step, cancellation).ConfigureAwait(false);
        var context = new GitContext(snapshots, snapshots.NewWork(), commit.Id);
        try
        {
            using var root = RootFolder.Open(context.Folder);
            await repositories.CheckOutAsync(step, commit, root, cancellation).ConfigureAwait(false);
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _snapshots.Drop(_work);
}
