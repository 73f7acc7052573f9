using System.Collections.Immutable;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Control;
using DockerLint.Cli.Commands.Images;
using DockerLint.Oci.Model;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>
/// Builds that are done side by side, by this program or by a daemon: steps that several of them have are done once, all are shown
/// together, and the first that fails ends the others.
/// </summary>
internal sealed class SideBySide : IDisposable
{
    private readonly Host _host;
    private readonly ImmutableArray<BuildTask> _tasks;
    private readonly IBuildView _view;
    private readonly object _gate = new();
    private readonly HashSet<BuildStep> _begun = [];
    private readonly HashSet<BuildStep> _ended = [];
    private readonly SortedSet<string> _remarks = new(StringComparer.Ordinal);
    private BuildProblem? _problem;

    private SideBySide(Host host, ImmutableArray<BuildTask> tasks, BuildKitEngine? daemon) =>
        (_host, _tasks, _view, Daemon, View) = (host, tasks, tasks[0].OpenView(), daemon, new Part(this));

    /// <summary>The daemon that builds; null for this program itself.</summary>
    public BuildKitEngine? Daemon { get; }

    /// <summary>What their engines have in common.</summary>
    public SharedWork Work { get; } = new();

    /// <summary>Builds, unless steps are to be done one after the other, or nobody builds.</summary>
    /// <param name="host">Where it is shown.</param>
    /// <param name="tasks">The builds, which have been planned.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code, and the build that failed, null where none did; null where nothing was done.</returns>
    public static async Task<(int ExitCode, BuildTask? Failed)?> TryBuildAsync(Host host, ImmutableArray<BuildTask> tasks, CancellationToken cancellation)
    {
        if (tasks is [] or [_] || tasks[0].IsSequential)
            return null;
        // What suits a build that has commands suits the others.
        BuildTask decisive = tasks.FirstOrDefault(static task => task.HasCommands) ?? tasks[0];
        using EngineChoice engine = await decisive.ChooseAsync(cancellation).ConfigureAwait(false);
        if (engine.Refusal is not null)
            return null;
        using var together = new SideBySide(host, tasks, engine.Daemon);
        return await together.BuildAsync(engine, cancellation).ConfigureAwait(false);
    }

    /// <summary>Shows one of the builds among the others.</summary>
    public IBuildView View { get; }

    /// <summary>Says something once, when nothing is shown any more.</summary>
    public void Remark(string text)
    {
        lock (_gate)
            _remarks.Add(text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        Work.Dispose();
    }

    private async Task<(int ExitCode, BuildTask? Failed)> BuildAsync(EngineChoice engine, CancellationToken cancellation)
    {
        ImmutableArray<BuildPlan> plans = [.. _tasks.SelectMany(static task => task.Plans)];
        _view.Planned(plans, engine.ToString());
        foreach (BuildTask task in _tasks)
        {
            if (Daemon is null && task.ForeignStep() is { } foreign)
            {
                _view.Failed(BuildProblem.Of(foreign, plans));
                return (ExitCode.Failure, task);
            }
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        BuildTask? failed = null;
        Task<int>[] builds = [.. _tasks.Select(task => EndOthersAsync(task))];
        await ((Task)Task.WhenAll(builds)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (failed is null)
        {
            cancellation.ThrowIfCancellationRequested();
            _view.AllBuilt();
            foreach (string remark in _remarks)
                _host.Say(remark);
            return (ExitCode.Success, null);
        }

        // A step may be that of another build, which was to do it for all.
        if (_problem is { } problem)
            _view.Failed(problem.Step?.Instruction is { } place ? problem with { Other = BuildProblem.OtherOf(place, plans) } : problem);
        // What has nothing to do with a step is said now that nothing is shown any more.
        _view.Dispose();
        Task<int> first = builds[_tasks.IndexOf(failed)];
        return (ImageCommands.Guarded(_host, failed.FileName, () => first), failed);

        async Task<int> EndOthersAsync(BuildTask task)
        {
            int exitCode = ExitCode.Failure;
            try
            {
                exitCode = await Task.Run(() => task.BuildAsync(this, ending.Token), CancellationToken.None).ConfigureAwait(false);
                return exitCode;
            }
            catch (OperationCanceledException)
            {
                exitCode = ExitCode.Success;
                throw;
            }
            finally
            {
                // Who was ended by another has not failed.
                if (exitCode is not ExitCode.Success && Interlocked.CompareExchange(ref failed, task, null) is null)
                    await ending.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private void Report(BuildProgress value)
    {
        lock (_gate)
        {
            // What is a part of several builds is shown where it is first come to.
            bool isNews = value switch
            {
                StepStarted => _begun.Add(value.Step),
                StepDone or StepFailed => _ended.Add(value.Step),
                _ => true,
            };
            if (isNews)
                _view.Report(value);
        }
    }

    /// <summary>One of the builds: what it says goes to the view of all.</summary>
    private sealed class Part(SideBySide all) : IBuildView
    {
        public void Planned(ImmutableArray<BuildPlan> plans, string engine)
        {
        }

        public void Report(BuildProgress value) => all.Report(value);

        public void Failed(BuildProblem problem)
        {
            lock (all._gate)
                all._problem ??= problem;
        }

        public void Built(BuiltImage image, ImmutableArray<ImageReference> names, string? target)
        {
            lock (all._gate)
                all._view.Built(image, names, target);
        }

        public void Pushed(ImageReference name, Descriptor image)
        {
            lock (all._gate)
                all._view.Pushed(name, image);
        }

        public void Dispose()
        {
        }
    }
}
