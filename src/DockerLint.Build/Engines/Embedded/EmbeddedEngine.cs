using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using DockerLint.Build.Attestations;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.Oci.Store;

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
    private readonly StepActions _actions;
    private readonly SemaphoreSlim _slots;
    private readonly ConcurrentDictionary<BuildStep, Lazy<Task<Snapshot>>> _running = [];
    private readonly ConcurrentBag<Snapshot> _held = [];

    /// <summary>An engine for one build.</summary>
    /// <param name="settings">How.</param>
    /// <param name="lease">The work on the store that the image comes into.</param>
    /// <param name="images">The images that it starts from.</param>
    /// <param name="progress">Told what happens, by any thread; null to tell nobody.</param>
    public EmbeddedEngine(EngineSettings settings, StoreLease lease, ImageSources images, IProgress<BuildProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_settings, _lease, _images, _progress) = (settings, lease, images, progress);
        _snapshots = new SnapshotStore(settings.Folder);
        _layers = new LayerRecords(Path.Combine(settings.Folder, LayerRecords.FolderName));
        _remote = new RemoteFiles(Path.Combine(settings.Folder, "downloads"));
        _actions = new StepActions(settings, _snapshots, _remote, StepAsync, progress);
        _slots = new SemaphoreSlim(settings.IsSequential ? 1 : Math.Max(2, Environment.ProcessorCount));
    }

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
            return "this user may not mount files, which building needs; run it as root, in a container with --privileged";
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
        if (_settings.IsSequential)
        {
            foreach (BuildStep step in plan.Steps)
                await StepAsync(step, ending.Token).ConfigureAwait(false);
        }

        await AllAsync(plan.Steps, ending).ConfigureAwait(false);
        var layers = ImmutableArray.CreateBuilder<MadeLayer>();
        for (BuildStep? step = plan.Target.Files; step is not (null or ImageStep); step = step.Parent)
        {
            Snapshot snapshot = await StepAsync(step, ending.Token).ConfigureAwait(false);
            layers.Add(_layers.LayerOf(snapshot, _lease, _settings.Compression, _settings.Epoch, ending.Token));
        }

        layers.Reverse();
        if (plan.Target.Base is { } from)
            await _images.PullAsync(from, ending.Token).ConfigureAwait(false);
        return ImageWriter.Write(_lease, plan.Target, layers.ToImmutable(), _settings.Epoch);
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
            var provenance = new Provenance(plan, _settings.Epoch is null ? settings : settings with { Started = now }, _actions.Fetched, image, now);
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
        return plan.Target.Files is { } files ? _snapshots.View(await StepAsync(files, cancellation).ConfigureAwait(false)) : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Snapshot snapshot in _held)
            snapshot.Dispose();
        _remote.Dispose();
        _slots.Dispose();
    }

    /// <summary>Does steps side by side. The first that fails ends the others, and none goes on when this returns.</summary>
    private async Task AllAsync(ImmutableArray<BuildStep> steps, CancellationTokenSource ending)
    {
        Task[] tasks = [.. steps.Select(async step =>
        {
            try
            {
                await StepAsync(step, ending.Token).ConfigureAwait(false);
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

    /// <summary>The files after a step, which is done once.</summary>
    private Task<Snapshot> StepAsync(BuildStep step, CancellationToken cancellation) =>
        _running.GetOrAdd(step, static (step, state) => new Lazy<Task<Snapshot>>(() => state.Engine.DoAsync(step, state.Cancellation)), (Engine: this, Cancellation: cancellation)).Value;

    private async Task<Snapshot> DoAsync(BuildStep step, CancellationToken cancellation)
    {
        // Not in the caller's turn, so that steps run side by side.
        await Task.Yield();
        Snapshot? parent = step.Parent is null ? null : await StepAsync(step.Parent, cancellation).ConfigureAwait(false);
        foreach (BuildStep input in step.Inputs)
            await StepAsync(input, cancellation).ConfigureAwait(false);
        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        try
        {
            _progress?.Report(new StepStarted(step));
            (Snapshot snapshot, bool isCached) = step is ImageStep image
                ? await _images.UnpackAsync(image, _snapshots, cancellation).ConfigureAwait(false)
                : await _actions.DoAsync(step, parent, cancellation).ConfigureAwait(false);
            _held.Add(snapshot);
            _progress?.Report(new StepDone(step, snapshot.Key, isCached, Stopwatch.GetElapsedTime(start)));
            return snapshot;
        }
        catch (Exception failure) when (failure is IOException or StoreException or UnauthorizedAccessException)
        {
            _progress?.Report(new StepFailed(step));
            string advice = failure.HResult == Libc.NoSpace ? $"; make room for {_settings.Folder}, such as by 'dockerlint prune --build-cache'" : "";
            throw new BuildException(new BuildFailure(step, failure.Message + advice) { IsOfMachine = true });
        }
        catch (BuildException)
        {
            _progress?.Report(new StepFailed(step));
            throw;
        }
        finally
        {
            _slots.Release();
        }
    }
}
