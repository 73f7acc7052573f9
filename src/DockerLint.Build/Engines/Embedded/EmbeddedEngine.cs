using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using DockerLint.Build.Attestations;
using DockerLint.Build.Engines.Embedded.Caching;
using DockerLint.Build.Engines.Embedded.Explaining;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Carries plans out on this machine, with no daemon: files are copied in process, commands run by an OCI runtime.</summary>
public sealed class EmbeddedEngine : IDisposable
{
    private readonly EngineSettings _settings;
    private readonly StoreLease _lease;
    private readonly ImageSources _images;
    private readonly IProgress<BuildProgress>? _progress;
    private readonly SnapshotStore _snapshots;
    private readonly LayerRecords _layers;
    private readonly RemoteFiles _remote;
    private readonly CacheImport _import;
    private readonly KnownContents _contents;
    private readonly StepNames _names;
    private readonly StepActions _actions;
    private readonly SharedWork _work;
    private readonly bool _isAlone;
    private readonly ConcurrentDictionary<BuildStep, Lazy<Task<StepResult>>> _running = [];
    private readonly ConcurrentDictionary<BuildStep, Lazy<Task<MadeLayer>>> _packing = [];
    private readonly ConcurrentBag<StepResult> _held = [];

    /// <summary>An engine for one build.</summary>
    /// <param name="settings">How.</param>
    /// <param name="lease">The work on the store that the image comes into.</param>
    /// <param name="images">The images that it starts from.</param>
    /// <param name="progress">Told what happens, by any thread; null to tell nobody.</param>
    /// <param name="import">What other machines have done; null for nothing.</param>
    /// <param name="work">What it has in common with engines that build at the same time, in the same folder; null where it is alone.</param>
    public EmbeddedEngine(
        EngineSettings settings, StoreLease lease, ImageSources images, IProgress<BuildProgress>? progress = null, CacheImport? import = null, SharedWork? work = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_settings, _lease, _images, _progress) = (settings, lease, images, progress);
        _snapshots = new SnapshotStore(settings.Folder);
        _layers = new LayerRecords(Path.Combine(settings.Folder, LayerRecords.FolderName));
        _remote = new RemoteFiles(Path.Combine(settings.Folder, "downloads"));
        _import = import ?? CacheImport.None(lease);
        _contents = new KnownContents(settings.Folder, _import.ContentOf);
        _names = new StepNames(settings, _snapshots, _remote, _contents, StepAsync);
        (_work, _isAlone) = (work ?? new SharedWork(settings.IsSequential), work is null);
        _actions = new StepActions(settings, _snapshots, _names, _import, _work, progress);
    }

    /// <summary>Whether the build cache has more than before: a step was not found in it.</summary>
    public bool HasMade => _held.Any(static result => !result.IsCached || result.Elsewhere is not null);

    /// <inheritdoc cref="EngineSettings.Epoch"/>
    public long? Epoch => _settings.Epoch;

    /// <summary>Why nothing can be built here.</summary>
    /// <returns>A clause that says what to do; null where something can.</returns>
    public static string? Refusal()
    {
        if (!OperatingSystem.IsLinux())
            return "images are built on Linux; run it in a Linux container with --privileged";
        try
        {
            MountSpace.Start().Dispose();
            return null;
        }
        catch (IOException failure) when (failure.HResult is Libc.NotPermitted or Libc.AccessDenied)
        {
            return "this user may not mount files, which building needs; allow it to make namespaces of users (unshare of util-linux does), or run it as root, in a container with --privileged";
        }
    }

    /// <summary>Builds an image.</summary>
    /// <param name="plan">How it is made.</param>
    /// <param name="cancellation">Ends the build; commands that run are killed.</param>
    /// <returns>The image, which is in the store, without a name.</returns>
    /// <exception cref="BuildException">A step cannot be done.</exception>
    public async Task<BuiltImage> BuildAsync(BuildPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ImmutableArray<BuildStep> steps = plan.Steps;
        HashSet<BuildStep> packed = [.. plan.Target.Layers];
        try
        {
            if (_settings.IsSequential)
            {
                foreach (BuildStep step in steps)
                    await DoAndPackAsync(step, packed, ending.Token).ConfigureAwait(false);
            }

            await AllAsync(steps, packed, ending).ConfigureAwait(false);
            return await WriteAsync(plan.Target, ending.Token).ConfigureAwait(false);
        }
        catch
        {
            await ending.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            Task packing = Task.WhenAll(_packing.Values.Select(static layer => layer.Value));
            await packing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_settings.Dockerfile is { } dockerfile)
                Remember(dockerfile, plan);
        }
    }

    /// <summary>Says where an image that was built comes from and what is in it.</summary>
    /// <param name="plan">How it was made.</param>
    /// <param name="image">The image.</param>
    /// <param name="attestations">What is said.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The image with the statements.</returns>
    public async Task<BuiltImage> AttestAsync(BuildPlan plan, BuiltImage image, AttestationSettings attestations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(attestations);
        DateTimeOffset now = _settings.Epoch is { } epoch ? DateTimeOffset.FromUnixTimeSeconds(epoch) : TimeProvider.System.GetUtcNow();
        var statements = new List<(string, JsonObject)>();
        if (attestations.HasPackages)
        {
            using SnapshotView? files = await FilesAsync(plan, cancellation).ConfigureAwait(false);
            string name = attestations.Names is [var first, ..] ? first.ToFamiliarString() : image.Manifest.Digest.Text;
            statements.Add((PackageList.PredicateType, PackageList.Of(files?.Root, name, image.Manifest.Digest, now)));
        }

        if (attestations.Provenance is { } settings)
        {
            var provenance = new Provenance(plan, _settings.Epoch is null ? settings : settings with { Started = now }, _names.Fetched, image, now);
            statements.Add((provenance.PredicateType, provenance.Predicate()));
        }

        if (statements.Count == 0)
            return image;
        return image with { Root = new AttestationWriter(_lease, image.Manifest, image.Config.Platform, attestations.Names).Write(statements) };
    }

    /// <summary>Shows the files of an image that was built.</summary>
    /// <param name="plan">How it was made.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The files; null where there are none. They are to be disposed of before the engine is.</returns>
    public async Task<SnapshotView?> FilesAsync(BuildPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Target.Files is not { } step)
            return null;
        StepResult result = await StepAsync(step, cancellation).ConfigureAwait(false);
        return _snapshots.View(await result.FilesAsync().ConfigureAwait(false));
    }

    /// <summary>Finds out which steps are done again and why, and does none.</summary>
    /// <param name="plan">How the image is made.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The steps, each after those that it needs.</returns>
    /// <exception cref="BuildException">A step cannot be done.</exception>
    public async Task<ImmutableArray<StepExplanation>> ExplainAsync(BuildPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var explainer = new CacheExplainer(_settings, _snapshots, _remote, _contents, _import);
        return await explainer.ExplainAsync(plan, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (StepResult result in _held)
            result.Dispose();
        _remote.Dispose();
        if (_isAlone)
            _work.Dispose();
    }

    /// <summary>What other machines need to do none of the steps of a plan that was built again.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isWhole">Whether steps of other stages count, too; else only those whose layers are in the image.</param>
    /// <param name="cancellation">Ends it.</param>
    internal Task<CacheManifest> KnowledgeOfAsync(BuildPlan plan, bool isWhole, CancellationToken cancellation) =>
        KnowledgeOfAsync(isWhole ? plan.Steps.Where(static step => step is not ImageStep) : plan.Target.Layers, cancellation);

    private async Task<CacheManifest> KnowledgeOfAsync(IEnumerable<BuildStep> wanted, CancellationToken cancellation)
    {
        var steps = ImmutableArray.CreateBuilder<CachedStep>();
        foreach (BuildStep step in wanted)
        {
            MadeLayer layer = await LayerOfAsync(step, cancellation).ConfigureAwait(false);
            StepResult result = await StepAsync(step, cancellation).ConfigureAwait(false);
            Digest? parent = step.Parent is null ? null : (await StepAsync(step.Parent, cancellation).ConfigureAwait(false)).Key;
            steps.Add(new CachedStep(result.Name, result.Key, parent, layer, _settings.Epoch));
        }

        return new CacheManifest(steps.ToImmutable(), _contents.Used);
    }

    /// <summary>Does steps side by side. The first that fails ends the others, and none goes on when this returns.</summary>
    private async Task AllAsync(ImmutableArray<BuildStep> steps, HashSet<BuildStep> packed, CancellationTokenSource ending)
    {
        Task[] tasks = [.. steps.Select(async step =>
        {
            try
            {
                await DoAndPackAsync(step, packed, ending.Token).ConfigureAwait(false);
            }
            catch (BuildException)
            {
                await ending.CancelAsync().ConfigureAwait(false);
                throw;
            }
        })];
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (tasks.FirstOrDefault(static task => task.IsFaulted) is { } failed)
            await failed.ConfigureAwait(false);
        ending.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Does a step, and starts to pack its layer, where the image has it, while the next ones are done.</summary>
    private async Task DoAndPackAsync(BuildStep step, HashSet<BuildStep> packed, CancellationToken cancellation)
    {
        await StepAsync(step, cancellation).ConfigureAwait(false);
        if (packed.Contains(step))
            _ = LayerOfAsync(step, cancellation);
    }

    private async Task<BuiltImage> WriteAsync(PlannedStage target, CancellationToken cancellation)
    {
        var layers = ImmutableArray.CreateBuilder<MadeLayer>();
        foreach (BuildStep step in target.Layers)
            layers.Add(await LayerOfAsync(step, cancellation).ConfigureAwait(false));
        if (target.Base is { } from)
            await _images.PullAsync(from, cancellation).ConfigureAwait(false);
        CacheManifest? inline = _settings.HasInlineCache ? await KnowledgeOfAsync(target.Layers, cancellation).ConfigureAwait(false) : null;
        return ImageWriter.Write(_lease, target, layers.ToImmutable(), _settings, inline);
    }

    /// <summary>The layer of a step, which is packed once.</summary>
    private Task<MadeLayer> LayerOfAsync(BuildStep step, CancellationToken cancellation) =>
        _packing.GetOrAdd(step, static (step, state) => new Lazy<Task<MadeLayer>>(() => state.Engine.PackAsync(step, state.Cancellation)), (Engine: this, Cancellation: cancellation)).Value;

    private async Task<MadeLayer> PackAsync(BuildStep step, CancellationToken cancellation)
    {
        await Task.Yield();
        // One after the other: whether a layer of elsewhere is of use is known when those below have been looked for.
        if (step.Parent is { } below and not ImageStep)
            await LayerOfAsync(below, cancellation).ConfigureAwait(false);
        StepResult result = await StepAsync(step, cancellation).ConfigureAwait(false);
        bool isOfUse = result.Elsewhere is { } elsewhere
            && elsewhere.Epoch == _settings.Epoch
            && elsewhere.Layer.Layer.MediaType == LayerWriter.MediaTypeOf(_settings.Compression)
            && !(step.Parent is { } parent && (await StepAsync(parent, cancellation).ConfigureAwait(false)).IsMadeAgain)
            && await _import.FetchAsync(elsewhere.Layer.Layer, cancellation).ConfigureAwait(false) is null;
        if (isOfUse)
            return result.Elsewhere!.Layer;
        Snapshot files = await result.FilesAsync().ConfigureAwait(false);
        string name = LayerRecords.NameOf(files.Key, _settings.Compression, _settings.Epoch);
        return await _work.OnceAsync(name, PackedAsync, PackedAsync, hasSlot: false, cancellation).ConfigureAwait(false);

        Task<MadeLayer> PackedAsync() => Task.FromResult(_layers.LayerOf(files, _lease, _settings.Compression, _settings.Epoch, cancellation));
    }

    /// <summary>Writes down what steps are known by, those that were not come to as they were known before.</summary>
    private void Remember(string dockerfile, BuildPlan plan)
    {
        var file = new TraceFile(_settings.Folder);
        ImmutableDictionary<string, StepTrace> steps = file.Read(dockerfile);
        foreach ((BuildStep step, string place) in TraceFile.PlacesOf(plan))
        {
            if (step is ImageStep)
                steps = steps.SetItem(place, StepTrace.Of(step, null, new OpenedSources()));
            else if (_actions.Traces.TryGetValue(step, out StepTrace? trace))
                steps = steps.SetItem(place, trace);
        }

        file.Write(dockerfile, steps);
    }

    /// <summary>What a step makes, which is done once.</summary>
    private Task<StepResult> StepAsync(BuildStep step, CancellationToken cancellation) =>
        _running.GetOrAdd(step, static (step, state) => new Lazy<Task<StepResult>>(() => state.Engine.DoAsync(step, state.Cancellation)), (Engine: this, Cancellation: cancellation)).Value;

    private async Task<StepResult> DoAsync(BuildStep step, CancellationToken cancellation)
    {
        // Not in the caller's turn, so that steps run side by side.
        await Task.Yield();
        StepResult? parent = step.Parent is null ? null : await StepAsync(step.Parent, cancellation).ConfigureAwait(false);
        foreach (BuildStep input in step.Inputs)
            await StepAsync(input, cancellation).ConfigureAwait(false);
        await _work.Slots.WaitAsync(cancellation).ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        try
        {
            _progress?.Report(new StepStarted(step));
            StepResult result = step is ImageStep image
                ? await UnpackAsync(image, cancellation).ConfigureAwait(false)
                : await _actions.DoAsync(step, parent, cancellation).ConfigureAwait(false);
            _held.Add(result);
            _progress?.Report(new StepDone(step, result.Key, result.IsCached, Stopwatch.GetElapsedTime(start)));
            return result;
        }
        catch (Exception failure) when (failure is IOException or StoreException or UnauthorizedAccessException)
        {
            _progress?.Report(new StepFailed(step));
            string advice = failure.HResult == Libc.NoSpace ? $"; make room for {_settings.Folder}, such as by 'dockerlint prune --build-cache'"
                : failure.HResult == Libc.Invalid && UserNamespace.HasOneUser ? "; this user has no other users to give files to: have a range of them added to /etc/subuid and /etc/subgid, and newuidmap installed"
                : "";
            throw new BuildException(new BuildFailure(step, failure.Message + advice) { IsOfMachine = true });
        }
        catch (BuildException)
        {
            _progress?.Report(new StepFailed(step));
            throw;
        }
        finally
        {
            _work.Slots.Release();
        }
    }

    private async Task<StepResult> UnpackAsync(ImageStep step, CancellationToken cancellation)
    {
        (Snapshot files, bool isKnown) = await _work.OnceAsync(step.Definition.Text, FilesAsync, FilesAsync, hasSlot: true, cancellation).ConfigureAwait(false);
        return new StepResult(files.Key, files, isKnown);

        Task<(Snapshot Snapshot, bool IsKnown)> FilesAsync() => _images.UnpackAsync(step, _snapshots, cancellation);
    }
}
