using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Build.Engines.Embedded.Caching;
using DockerLint.Build.Engines.Embedded.Explaining;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Build.Runtimes;
using DockerLint.Build.Snapshots;
using DockerLint.References;
using DockerLint.Semantics.Values;
using PlannedSecret = DockerLint.Build.Plan.SecretMount;
using SecretFile = DockerLint.Build.Runtimes.SecretMount;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Does the steps of a plan, unless they were done before.</summary>
/// <param name="settings">How.</param>
/// <param name="snapshots">The files of steps.</param>
/// <param name="names">What steps are known by.</param>
/// <param name="import">What other machines have done.</param>
/// <param name="work">What is done once, however many come to it.</param>
/// <param name="progress">Told what commands write; null to tell nobody.</param>
internal sealed class StepActions(
    EngineSettings settings, SnapshotStore snapshots, StepNames names, CacheImport import, SharedWork work, IProgress<BuildProgress>? progress)
{
    /// <summary>With fewer bytes on the disk it is the disk that ends commands.</summary>
    private const long LeastRoom = 64 << 10;

    private readonly CacheFolders _caches = new(snapshots);
    private readonly KnownSteps _known = new(settings.Folder);
    private readonly Lazy<Task<RuntimeChoice>> _runtime = new(() => RuntimeChoice.FindAsync(snapshots, settings.Path, settings.Runtime));

    /// <summary>What the steps that were done, or found done, were known by.</summary>
    public ConcurrentDictionary<BuildStep, StepTrace> Traces { get; } = [];

    /// <summary>Does a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parent">What it starts from; null for nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<StepResult> DoAsync(BuildStep step, StepResult? parent, CancellationToken cancellation)
    {
        using var opened = new OpenedSources();
        (Digest name, StepResult? found) = await FindAsync(step, parent, opened, cancellation).ConfigureAwait(false);
        Traces[step] = StepTrace.Of(step, parent?.Key, opened);
        return found ?? await work.OnceAsync(name.Text, NewAsync, FoundAsync, hasSlot: true, cancellation).ConfigureAwait(false);

        async Task<StepResult> NewAsync()
        {
            Snapshot made = await MakeAsync(step, parent, name, opened, cancellation).ConfigureAwait(false);
            return new StepResult(opened.HasChanged ? made.Key : name, made, isCached: false);
        }

        // Another step that is the same has just made it, so it counts even where nothing older does.
        async Task<StepResult> FoundAsync() =>
            Known(name) is { } known ? new StepResult(name, known, isCached: true) : await NewAsync().ConfigureAwait(false);
    }

    /// <summary>Looks whether a step was done before.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parent">What it starts from; null for nothing.</param>
    /// <param name="opened">Takes up what was opened to find out.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What the step is known by, and what it has made; null where it was not done.</returns>
    public async Task<(Digest Name, StepResult? Result)> FindAsync(BuildStep step, StepResult? parent, OpenedSources opened, CancellationToken cancellation)
    {
        Digest name = await names.NameAsync(step, parent?.Key, opened, cancellation).ConfigureAwait(false);
        if (settings.UsesCache && Known(name) is { } known)
            return (name, new StepResult(name, known, isCached: true));
        if (settings.UsesCache && import.Find(name) is { } elsewhere)
            return (name, new StepResult(elsewhere, () => UnpackAsync(step, parent, elsewhere, cancellation)));
        return (name, null);
    }

    private Snapshot? Known(Digest name) => snapshots.Open(_known.SnapshotOf(name)) ?? snapshots.Open(name);

    /// <summary>Unpacks what another machine has made, or else makes it.</summary>
    private async Task<(Snapshot Files, bool IsMadeAgain)> UnpackAsync(BuildStep step, StepResult? parent, CachedStep elsewhere, CancellationToken cancellation)
    {
        Snapshot? below = parent is null ? null : await parent.FilesAsync().ConfigureAwait(false);
        (Snapshot? unpacked, string? problem) = parent is { IsMadeAgain: true }
            ? (null, "the one before was done again")
            : await import.UnpackAsync(elsewhere, below, snapshots, cancellation).ConfigureAwait(false);
        if (unpacked is not null)
        {
            if (unpacked.Key != elsewhere.Name)
                _known.Set(elsewhere.Name, unpacked.Key);
            return (unpacked, false);
        }

        progress?.Report(new StepOutput(step, $"what the cache has of this step is of no use, so it is done again: {problem}", IsError: true));
        using var opened = new OpenedSources();
        await names.NameAsync(step, parent?.Key, opened, cancellation).ConfigureAwait(false);
        return (await MakeAsync(step, parent, elsewhere.Snapshot, opened, cancellation).ConfigureAwait(false), true);
    }

    private async Task<Snapshot> MakeAsync(BuildStep step, StepResult? parent, Digest name, OpenedSources opened, CancellationToken cancellation)
    {
        Snapshot? below = parent is null ? null : await parent.FilesAsync().ConfigureAwait(false);
        return step switch
        {
            CopyStep copy => await CopyAsync(copy, below, name, opened, cancellation).ConfigureAwait(false),
            RunStep run => await RunAsync(run, below, name, opened, cancellation).ConfigureAwait(false),
            GitStep git => await CheckOutAsync(git, name, opened, cancellation).ConfigureAwait(false),
            FolderStep folder => MakeFolder(folder, below, name, opened),
            _ => throw new ArgumentException("no step that changes files", nameof(step)),
        };
    }

    private static BuildException Failure(BuildStep step, string message) => new(new BuildFailure(step, message));

    /// <summary>
    /// Keeps what a step has made. What is done again takes the place of what was known; what was made of files that changed
    /// meanwhile is not what its key says, so that no other build finds it.
    /// </summary>
    private Snapshot Commit(Workspace workspace, Digest key, OpenedSources opened)
    {
        if (settings.UsesCache && !opened.HasChanged)
            return workspace.Commit(key);
        Snapshot made = workspace.Commit(Again(key));
        if (!opened.HasChanged)
            _known.Set(key, made.Key);
        return made;
    }

    /// <summary>A key that nothing else has.</summary>
    private static Digest Again(Digest key)
    {
        using var again = new KeyWriter("again");
        return again.Add(key).Add(Guid.NewGuid().ToString()).Complete();
    }

    private Snapshot MakeFolder(FolderStep step, Snapshot? parent, Digest name, OpenedSources opened)
    {
        using Workspace workspace = snapshots.Begin(parent);
        (uint, uint)? owner = step.User is null ? null : UserDatabase.Read(workspace.Root).Owner(step.User);
        var copier = new FileCopier(workspace.Root, owner, null, settings.Epoch);
        if (copier.MakeFolders(step.Path) is { } failure)
            throw Failure(step, failure);
        return Commit(workspace, name, opened);
    }

    private async Task<Snapshot> CheckOutAsync(GitStep step, Digest name, OpenedSources opened, CancellationToken cancellation)
    {
        using Workspace workspace = snapshots.Begin(null);
        await names.Git.CheckOutAsync(step, opened.Commit!, workspace.Root, cancellation).ConfigureAwait(false);
        return Commit(workspace, name, opened);
    }

    private async Task<Snapshot> CopyAsync(CopyStep step, Snapshot? parent, Digest name, OpenedSources opened, CancellationToken cancellation)
    {
        var sources = new List<OpenedSource>();
        foreach ((FileTransfer transfer, OpenedSource source) in step.Transfers.Zip(opened.Sources))
            sources.Add(source.IsOpen ? source : await names.OpenAsync(step, transfer, opened, cancellation).ConfigureAwait(false));
        using Workspace workspace = snapshots.Begin(step.IsLinked ? null : parent);
        foreach ((FileTransfer transfer, OpenedSource source) in step.Transfers.Zip(sources))
        {
            Copy(step, transfer, source, workspace.Root, step.IsLinked ? parent : null, cancellation);
            opened.HasChanged |= source.FindChanged() is not null;
        }

        if (!step.IsLinked || parent is null)
            return Commit(workspace, name, opened);

        // The layer by itself, and then over the files of the parent, whatever these are.
        using var own = new KeyWriter("link");
        using Snapshot alone = Commit(workspace, own.Add(name).Complete(), opened);
        using var archive = new FileStream(
            Path.Combine(Directory.CreateDirectory(Path.Combine(settings.Folder, "downloads")).FullName, Path.GetRandomFileName()),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        alone.WriteArchive(archive, null, cancellation);
        archive.Position = 0;
        using Workspace merged = snapshots.Begin(parent);
        UnpackResult result = LayerUnpacker.Unpack(archive, merged.Root, new UnpackOptions { Whiteouts = Whiteouts.Literal }, cancellation);
        return result.Error is null ? Commit(merged, name, opened) : throw Failure(step, result.Error);
    }

    private void Copy(CopyStep step, FileTransfer transfer, OpenedSource source, RootFolder root, Snapshot? users, CancellationToken cancellation)
    {
        (uint Uid, uint Gid)? owner = transfer.Owner is null ? null : OwnerOf(transfer.Owner, root, users);
        var copier = new FileCopier(root, owner, FileRights.Of(transfer.Mode), settings.Epoch);
        string? failure = null;
        if (transfer.From is InlineFile inline)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(inline.Content));
            var now = new FileTime(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
            failure = copier.CopyFile(inline.Name, content, 0x1A4, now, transfer.Destination);
        }
        else if (source.Fetched is { } fetched)
        {
            failure = transfer.Unpacks && Archive.IsOne(fetched.Content)
                ? Unpack(step, transfer, fetched.Content, root, copier, owner, cancellation)
                : copier.CopyFile(((RemoteFile)transfer.From).FileName, fetched.Content, 0x180, fetched.Modified, transfer.Destination);
        }
        else
        {
            foreach (SelectedSource selected in source.Sources)
            {
                failure = transfer.Unpacks && selected.Top.Status.Kind == FileKind.File
                    ? UnpackOrCopy(step, transfer, source.Tree!, selected, root, copier, owner, cancellation)
                    : copier.Copy(source.Tree!, selected, transfer.Destination, transfer.Includes.IsEmpty, cancellation);
                if (failure is not null)
                    break;
            }
        }

        if (failure is not null)
            throw Failure(step, failure);
    }

    private (uint, uint) OwnerOf(string text, RootFolder root, Snapshot? users)
    {
        if (users is null)
            return UserDatabase.Read(root).Owner(text);
        using SnapshotView view = snapshots.View(users);
        return UserDatabase.Read(view.Root).Owner(text);
    }

    private static string? UnpackOrCopy(
        CopyStep step, FileTransfer transfer, SourceTree tree, SelectedSource selected, RootFolder root, FileCopier copier, (uint, uint)? owner, CancellationToken cancellation)
    {
        using Place place = tree.Root.Find(selected.Top.Path, followsLast: false) ?? throw new IOException($"{selected.Top.Path} is gone");
        using (FileStream file = place.OpenRead())
        {
            if (Archive.IsOne(file))
                return Unpack(step, transfer, file, root, copier, owner, cancellation);
        }

        return copier.Copy(tree, selected, transfer.Destination, overwritesFolders: true, cancellation);
    }

    private static string? Unpack(
        CopyStep step, FileTransfer transfer, FileStream file, RootFolder root, FileCopier copier, (uint Uid, uint Gid)? owner, CancellationToken cancellation)
    {
        string destination = transfer.Destination.TrimEnd('/') is { Length: > 0 } path ? path : "/";
        if (copier.MakeFolders(destination, 0x1ED) is { } failure)
            return failure;
        var options = new UnpackOptions
        {
            Whiteouts = Whiteouts.Literal,
            Target = destination,
            Change = owner is { } given ? entry => entry with { Uid = given.Uid, Gid = given.Gid } : null,
            Made = owner is { } other ? place => place.SetOwner(other.Uid, other.Gid) : null,
        };
        string? error = Archive.Unpack(file, root, options, cancellation);
        return error is null ? null : $"{step.Description}: {error}";
    }

    private async Task<Snapshot> RunAsync(RunStep step, Snapshot? parent, Digest name, OpenedSources opened, CancellationToken cancellation)
    {
        RuntimeChoice choice = await _runtime.Value.ConfigureAwait(false);
        if (choice.Runtime is not { } runtime)
            throw new BuildException(new BuildFailure(step, $"no OCI runtime works here: {choice.Reason}; install crun or runc") { IsOfMachine = true });
        using Workspace workspace = snapshots.Begin(parent);
        if (UserDatabase.Read(workspace.Root).Find(step.User, out string? error) is not { } user)
            throw Failure(step, $"process \"{string.Join(' ', step.Arguments)}\" did not complete successfully: {error}");
        var environment = new List<string>(step.Environment);
        ImmutableArray<ContainerMount> mounts = await MountsAsync(step, environment, opened, cancellation).ConfigureAwait(false);
        environment.AddRange(step.Proxies);
        // Runtimes do not agree on whose HOME it is where the image does not know the user.
        if (!environment.Exists(static variable => variable.StartsWith("HOME=", StringComparison.Ordinal) && variable.Length > "HOME=".Length))
            environment.Add($"HOME={user.Home}");
        var run = new ContainerRun
        {
            Arguments = step.Arguments,
            Environment = [.. environment],
            WorkingDirectory = step.Directory,
            User = user,
            Mounts = mounts,
            Network = step.Network == RunNetwork.None ? ContainerNetwork.None : ContainerNetwork.Host,
            IsInsecure = step.IsInsecure,
            Hostname = step.Hostname,
            ExtraHosts = settings.ExtraHosts,
        };
        ContainerExit exit = await runtime.RunAsync(
            workspace, run, line => progress?.Report(new StepOutput(step, line.Text, line.IsError)), cancellation).ConfigureAwait(false);
        if (exit.Code == 0)
            return Commit(workspace, name, opened);
        if (exit.Failure is { } reason)
            progress?.Report(new StepOutput(step, reason, IsError: true));
        string message = string.Create(
            CultureInfo.InvariantCulture, $"process \"{string.Join(' ', step.Arguments)}\" did not complete successfully: exit code: {exit.Code}");
        if (new DriveInfo(settings.Folder).AvailableFreeSpace < LeastRoom)
            throw new IOException($"{message}; there is no space left on the device", Libc.NoSpace);
        throw new BuildException(new BuildFailure(step, message) { ExitCode = exit.Code });
    }

    private async Task<ImmutableArray<ContainerMount>> MountsAsync(
        RunStep step, List<string> environment, OpenedSources opened, CancellationToken cancellation)
    {
        Dictionary<CacheMount, CacheFolder> caches = await CachesAsync(step, opened, cancellation).ConfigureAwait(false);
        var mounts = ImmutableArray.CreateBuilder<ContainerMount>();
        foreach (RunMount mount in step.Mounts)
        {
            switch (mount)
            {
                case BindMount bind:
                    mounts.Add(await BindAsync(step, bind, opened.Mounts[bind], opened, cancellation).ConfigureAwait(false));
                    break;
                case CacheMount cache:
                    mounts.Add(new FolderMount(cache.Target, caches[cache].Path, cache.IsReadOnly));
                    break;
                case TemporaryMount temporary:
                    mounts.Add(new TmpfsMount(temporary.Target, temporary.Size));
                    break;
                case ScriptMount script:
                    mounts.Add(new SecretFile(script.Target, Encoding.UTF8.GetBytes(script.Content), 0x1ED));
                    break;
                case PlannedSecret secret:
                    Add(secret);
                    break;
                case AgentMount agent when settings.Agents.TryGetValue(agent.Id, out string? socket):
                    mounts.Add(new SshMount(agent.Target, socket, agent.Mode, agent.Uid, agent.Gid));
                    environment.Add($"SSH_AUTH_SOCK={agent.Target}");
                    break;
                case AgentMount { IsRequired: true } agent:
                    throw Failure(step, $"no SSH key \"{agent.Id}\" forwarded from the client");
            }
        }

        return mounts.ToImmutable();

        void Add(PlannedSecret secret)
        {
            bool isThere = settings.Secrets.TryGetValue(secret.Id, out ReadOnlyMemory<byte> content);
            if (!isThere && secret.IsRequired)
                throw Failure(step, $"secret {secret.Id}: not found");
            if (secret.Variable is { } variable)
                environment.Add($"{variable}={Encoding.UTF8.GetString(content.Span)}");
            if (isThere && secret.Target.Length > 0)
                mounts.Add(new SecretFile(secret.Target, content, secret.Mode, secret.Uid, secret.Gid));
        }
    }

    private async Task<ContainerMount> BindAsync(RunStep step, BindMount bind, OpenedSource source, OpenedSources opened, CancellationToken cancellation)
    {
        if (bind.From is StepFiles { Step: { } other })
            return new SnapshotMount(bind.Target, await names.FilesOfAsync(other, cancellation).ConfigureAwait(false), bind.Source, bind.IsReadOnly);
        // Files of a context are what they are at this moment, without what is ignored of them.
        SelectedSource selected = source.Sources[0];
        string target = selected.Top.Status.IsFolder ? "/" : "/file";
        using KeyWriter key = new KeyWriter("context").Add(source.Key);
        // Times are nothing that a step is known by, but a command sees them.
        foreach (SelectedFile file in selected.Files)
            key.Add(file.Status.Modified.Seconds).Add(file.Status.Modified.Nanoseconds);
        Digest name = key.Complete();
        if (snapshots.Open(name) is not { } snapshot)
        {
            using Workspace workspace = snapshots.Begin(null);
            bool hasChanged = CopyForMount(step, source, workspace.Root, target, cancellation) is not null;
            opened.HasChanged |= hasChanged;
            snapshot = workspace.Commit(hasChanged ? Again(name) : name);
        }

        opened.Keep(snapshot);
        return new SnapshotMount(bind.Target, snapshot, target, bind.IsReadOnly);
    }

    /// <summary>Takes the folders of caches. What is mounted twice is one folder, shared as the first mount says.</summary>
    private async Task<Dictionary<CacheMount, CacheFolder>> CachesAsync(RunStep step, OpenedSources opened, CancellationToken cancellation)
    {
        var caches = new Dictionary<CacheMount, CacheFolder>();
        // In the order of their names, so that no two commands wait for each other.
        foreach (IGrouping<string, CacheMount> same in step.Mounts.OfType<CacheMount>()
            .GroupBy(cache => CacheFolders.NameOf(cache, opened.Mounts.GetValueOrDefault(cache)?.Key), StringComparer.Ordinal)
            .OrderBy(static same => same.Key, StringComparer.Ordinal))
        {
            CacheMount first = same.First();
            Func<string, Task>? fill = first.Files is { } files ? path => FillAsync(step, files, opened.Mounts[first], path, opened, cancellation) : null;
            CacheFolder folder = await _caches.TakeAsync(same.Key, first, fill, cancellation).ConfigureAwait(false);
            opened.Keep(folder);
            foreach (CacheMount cache in same)
                caches[cache] = folder;
        }

        return caches;
    }

    private async Task FillAsync(
        RunStep step, FileTransfer files, OpenedSource known, string folder, OpenedSources opened, CancellationToken cancellation)
    {
        OpenedSource source = known.IsOpen ? known : await names.OpenAsync(step, files, opened, cancellation).ConfigureAwait(false);
        using RootFolder root = RootFolder.Open(folder);
        if (CopyForMount(step, source, root, "/", cancellation) is { } changed)
            throw Failure(step, $"{changed} has changed while it was copied; build again");
    }

    /// <summary>Copies what is mounted, or is in a mounted cache at first, as it is.</summary>
    /// <returns>A file that has changed meanwhile; null for none.</returns>
    private static UnixPath? CopyForMount(RunStep step, OpenedSource source, RootFolder root, string target, CancellationToken cancellation) =>
        new FileCopier(root, null, null, null).Copy(source.Tree!, source.Sources[0], target, overwritesFolders: true, cancellation) is { } failure
            ? throw Failure(step, failure)
            : source.FindChanged();
}
