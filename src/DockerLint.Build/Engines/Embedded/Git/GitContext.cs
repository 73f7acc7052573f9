using DockerLint.Build.Layers;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;

namespace DockerLint.Build.Engines.Embedded.Git;

/// <summary>A git repository as a build context.</summary>
public static class GitContext
{
    /// <summary>Fetches a repository.</summary>
    /// <param name="settings">Where it is kept, and the secrets and agents that its server may ask for.</param>
    /// <param name="step">The repository.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="BuildException">It cannot be had, or has not what is asked for.</exception>
    public static async Task<ContextFolder> OpenAsync(EngineSettings settings, GitStep step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(step);
        var snapshots = new SnapshotStore(settings.Folder);
        var repositories = new GitRepositories(settings, snapshots);
        GitCommit commit = await repositories.ResolveAsync(step, cancellation).ConfigureAwait(false);
        var context = new ContextFolder(snapshots) { Commit = commit.Id };
        try
        {
            using var root = RootFolder.Open(context.Path);
            await repositories.CheckOutAsync(step, commit, root, cancellation).ConfigureAwait(false);
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }
}
