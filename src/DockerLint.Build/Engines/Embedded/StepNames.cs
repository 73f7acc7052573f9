using System.Collections.Immutable;
using System.Text;
using DockerLint.Build.Attestations;
using DockerLint.Build.Engines.Embedded.Git;
using DockerLint.Build.Layers;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.Oci.Registry;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>What steps are known by: what they start from, what they do, and the content of the files that they take.</summary>
/// <param name="settings">How steps are done.</param>
/// <param name="snapshots">The files of steps.</param>
/// <param name="remote">Fetches files.</param>
/// <param name="contents">What files of steps are known by.</param>
/// <param name="resultOf">What another step has made.</param>
internal sealed class StepNames(
    EngineSettings settings,
    SnapshotStore snapshots,
    RemoteFiles remote,
    KnownContents contents,
    Func<BuildStep, CancellationToken, Task<StepResult>> resultOf)
{
    /// <summary>The files of git repositories.</summary>
    public GitRepositories Git { get; } = new(settings, snapshots);

    /// <summary>What names of sources have led to so far.</summary>
    public FetchedSources Fetched { get; } = new();

    /// <summary>Says that a step does not find something.</summary>
    public static BuildException Missing(BuildStep step, string path) => Failure(step, $"\"{path}\": not found");

    /// <summary>What a step is known by.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parent">The key of the files that it starts from; null for none.</param>
    /// <param name="opened">Takes up what was opened to find out.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Digest> NameAsync(BuildStep step, Digest? parent, OpenedSources opened, CancellationToken cancellation)
    {
        using KeyWriter key = new KeyWriter("snapshot").Add(parent).Add(step.Operation());
        if (settings.Epoch is { } epoch && step is not RunStep)
            key.Add(epoch);
        switch (step)
        {
            case CopyStep copy:
                foreach (FileTransfer transfer in copy.Transfers)
                {
                    OpenedSource source = await ContentAsync(step, transfer, opened, cancellation).ConfigureAwait(false);
                    opened.Sources.Add(source);
                    key.Add(source.Key);
                }

                break;
            case RunStep { IsInsecure: true } when !settings.AllowsInsecure:
                throw Failure(step, "security.insecure is not allowed; allow it with --allow security.insecure");
            case RunStep run:
                foreach ((string host, string address) in settings.ExtraHosts)
                    key.Add(host).Add(address);
                foreach (RunMount mount in run.Mounts)
                {
                    if (mount.Files is not { } files)
                        continue;
                    OpenedSource source = await ContentAsync(step, files, opened, cancellation).ConfigureAwait(false);
                    opened.Mounts[mount] = source;
                    key.Add(source.Key);
                }

                break;
            case GitStep git:
                opened.Commit = await Git.ResolveAsync(git, cancellation).ConfigureAwait(false);
                Fetched.Commits[git] = opened.Commit.Id;
                key.Add(opened.Commit.Id);
                break;
        }

        return key.Complete();
    }

    /// <summary>The files of another step.</summary>
    public async Task<Snapshot> FilesOfAsync(BuildStep step, CancellationToken cancellation)
    {
        StepResult result = await resultOf(step, cancellation).ConfigureAwait(false);
        return await result.FilesAsync().ConfigureAwait(false);
    }

    /// <summary>What files are known by; they are only opened where that was not found out before.</summary>
    private async Task<OpenedSource> ContentAsync(BuildStep step, FileTransfer transfer, OpenedSources opened, CancellationToken cancellation)
    {
        if (transfer.From is RemoteFile { Checksum: { } checksum } file)
        {
            Fetched.Files[file] = checksum;
            return new OpenedSource(checksum);
        }

        if (transfer.From is not StepFiles { Step: { } other })
            return await OpenAsync(step, transfer, opened, cancellation).ConfigureAwait(false);
        StepResult result = await resultOf(other, cancellation).ConfigureAwait(false);
        if (contents.Find(result.Key, transfer) is { } known)
            return new OpenedSource(known);
        OpenedSource source = await OpenAsync(step, transfer, opened, cancellation).ConfigureAwait(false);
        contents.Add(result.Key, transfer, source.Key);
        return source;
    }

    /// <summary>Opens what a step takes.</summary>
    public async Task<OpenedSource> OpenAsync(BuildStep step, FileTransfer transfer, OpenedSources opened, CancellationToken cancellation)
    {
        switch (transfer.From)
        {
            case RemoteFile file:
                FetchedFile fetched = await remote.FetchAsync(step, file, cancellation).ConfigureAwait(false);
                opened.Keep(fetched);
                Fetched.Files[file] = fetched.Digest;
                return new OpenedSource(fetched.Digest) { Fetched = fetched, IsOpen = true };
            case InlineFile inline:
                return new OpenedSource(ContentDigest.Of(Encoding.UTF8.GetBytes(inline.Content))) { IsOpen = true };
        }

        if (await TreeAsync(step, transfer.From, opened, cancellation).ConfigureAwait(false) is not { } tree)
            throw Missing(step, transfer.Path);
        ImmutableArray<SelectedSource> sources = Selection.Of(tree, transfer, out string? missing);
        if (missing is not null)
            throw Missing(step, missing);
        (Digest key, ImmutableArray<KeyValuePair<string, Digest>> files) = ContentKey.Of(tree, sources, cancellation);
        return new OpenedSource(key) { Tree = tree, Sources = sources, Files = files, IsOpen = true };
    }

    /// <summary>Opens a context or the files of a step; null where there are none.</summary>
    private async Task<SourceTree?> TreeAsync(BuildStep step, FileSource from, OpenedSources opened, CancellationToken cancellation)
    {
        if (opened.Trees.TryGetValue(from, out SourceTree? known))
            return known;
        SourceTree? tree = null;
        if (from is ContextFiles named)
        {
            if (!settings.Contexts.TryGetValue(named.Key, out BuildContext? context))
                throw Failure(step, named.Name.Length == 0 ? "there is no build context" : $"there is no build context '{named.Name}'");
            var root = RootFolder.Open(context.Folder);
            opened.Keep(root);
            tree = new SourceTree(root, context.Ignored, isContext: true);
        }
        else if (from is StepFiles { Step: { } other })
        {
            SnapshotView view = snapshots.View(await FilesOfAsync(other, cancellation).ConfigureAwait(false));
            opened.Keep(view);
            tree = new SourceTree(view.Root, null, isContext: false);
        }

        if (tree is not null)
            opened.Trees.Add(from, tree);
        return tree;
    }

    private static BuildException Failure(BuildStep step, string message) => new(new BuildFailure(step, message));
}
