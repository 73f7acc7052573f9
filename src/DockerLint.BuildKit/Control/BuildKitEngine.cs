using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Llb;
using DockerLint.BuildKit.Protocol;
using DockerLint.Oci.Registry;
using Grpc.Core;
using Platform = DockerLint.References.Platform;

namespace DockerLint.BuildKit.Control;

/// <summary>Has plans carried out by a daemon: BuildKit's own, or the BuildKit that is in Docker's.</summary>
public sealed class BuildKitEngine : IDisposable
{
    private const string ExitCodeWords = "exit code: ";

    private readonly DaemonConnection _daemon;

    private BuildKitEngine(DaemonConnection daemon) => _daemon = daemon;

    /// <summary>Where the daemon is.</summary>
    public DaemonAddress Address => _daemon.Address;

    /// <summary>What it is, for people.</summary>
    public string Name => Address.IsDocker ? $"the Docker daemon at {Address.Text}"
        : _daemon.Worker.BuildkitVersion is { Version: { Length: > 0 } version } ? $"BuildKit {version} at {Address.Text}"
        : $"BuildKit at {Address.Text}";

    /// <summary>Connects with a daemon.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="tls">How it is reached by TLS; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">There is no daemon, or none that solves builds.</exception>
    public static async Task<BuildKitEngine> ConnectAsync(DaemonAddress address, DaemonTls? tls, CancellationToken cancellation) =>
        new(await DaemonConnection.OpenAsync(address, tls, cancellation).ConfigureAwait(false));

    /// <summary>Builds.</summary>
    /// <param name="plans">How the image is made for each platform; where there are several, it is an index.</param>
    /// <param name="settings">How the daemon does it.</param>
    /// <param name="progress">Told what happens, by any thread; null to tell nobody.</param>
    /// <param name="cancellation">Ends the build, in the daemon too.</param>
    /// <exception cref="BuildException">A step cannot be done.</exception>
    /// <exception cref="IOException">The daemon is gone, or cannot do what it is asked for besides the steps.</exception>
    public async Task<SolveResult> BuildAsync(
        ImmutableArray<(Platform Platform, BuildPlan Plan)> plans, SolveSettings settings, IProgress<BuildProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        RefuseWhatIsNotThere(settings);
        if (plans.Length > 1 && settings.Outputs.Any(static output => output.Type == BuildOutput.DockerType))
            throw new IOException($"{Name} has images for one platform alone in its store; write --output type=tar or type=local, name one platform, or take BuildKit itself");
        SolveJob job = await JobOfAsync(plans, settings, cancellation).ConfigureAwait(false);
        return SolveResult.Of(
            await SolveAsync(job, settings, progress, cancellation).ConfigureAwait(false), plans[0].Plan.Target.ConfigWithHistory, hasPlatforms: plans.Length > 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _daemon.Dispose();

    /// <summary>Whether the daemon lays layers over each other.</summary>
    internal async Task<bool> CanMergeAsync(CancellationToken cancellation)
    {
        var probe = new SolveJob([new SolvePart(MergeProbe.Definition)], ImmutableDictionary<string, BuildStep>.Empty) { Session = SolveJob.NewSession() };
        try
        {
            await new Solver(_daemon, probe, new SolveSettings(new EngineSettings(""), NoCredentials.Instance)).SolveAsync(static _ => { }, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RpcException failure) when (!DaemonFailure.IsOfConnection(failure) && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Has a graph solved.</summary>
    /// <param name="job">The graph.</param>
    /// <param name="settings">What the daemon is given besides.</param>
    /// <param name="progress">Told what happens; null to tell nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What the exporters say.</returns>
    /// <exception cref="BuildException">A step cannot be done.</exception>
    /// <exception cref="IOException">The daemon is gone, or cannot do what it is asked for besides the steps.</exception>
    internal async Task<ImmutableDictionary<string, string>> SolveAsync(
        SolveJob job, SolveSettings settings, IProgress<BuildProgress>? progress, CancellationToken cancellation)
    {
        var follower = new ProgressFollower(job.Steps, progress);
        try
        {
            SolveResponse response = await new Solver(_daemon, job, settings).SolveAsync(follower.Report, cancellation).ConfigureAwait(false);
            return response.ExporterResponse.ToImmutableDictionary(StringComparer.Ordinal);
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException failure) when (DaemonFailure.IsOfConnection(failure))
        {
            throw new IOException($"the connection with {Name} was lost: {DaemonFailure.ReasonOf(failure)}", failure);
        }
        catch (RpcException failure) when (follower.FailedStep is { } step)
        {
            throw new BuildException(FailureOf(step, follower.Error ?? failure.Status.Detail));
        }
        catch (RpcException failure)
        {
            string advice = failure.Status.Detail.StartsWith("exporter ", StringComparison.Ordinal)
                ? "; Docker's daemon brings results into its own images, a tar archive or a folder; BuildKit itself brings them elsewhere too"
                : "";
            throw new IOException($"{Name} gives the build up: {failure.Status.Detail}{advice}", failure);
        }
    }

    /// <summary>Daemons that are older than what is asked for leave it out without a word.</summary>
    private void RefuseWhatIsNotThere(SolveSettings settings)
    {
        if (!string.IsNullOrEmpty(_daemon.Worker.BuildkitVersion?.Version))
            return;
        if (settings.Outputs.Length > 1)
            throw new IOException($"{Name} is too old for more than one --output; give it one, or take a newer one");
        if (!settings.Attestations.IsEmpty)
            throw new IOException($"{Name} is too old to say anything about an image; leave --provenance and --sbom out, or take a newer one");
    }

    private async Task<SolveJob> JobOfAsync(ImmutableArray<(Platform Platform, BuildPlan Plan)> plans, SolveSettings settings, CancellationToken cancellation)
    {
        EngineSettings build = settings.Build;
        string session = SolveJob.NewSession();
        ImmutableArray<BuildStep> steps = [.. plans.SelectMany(static plan => plan.Plan.Steps)];
        LlbOptions options = settings.Graph.Of(build) with
        {
            Session = session,
            SaysPlatform = plans.Length > 1,
            CanMerge = !steps.OfType<CopyStep>().Any(static copy => copy.IsLinked) || await CanMergeAsync(cancellation).ConfigureAwait(false),
        };
        LlbGraph[] graphs = [.. plans.Select(plan => LlbGraph.Of(plan.Plan, options))];
        var contexts = graphs.SelectMany(static graph => graph.Contexts).DistinctBy(static context => context.Key)
            .ToImmutableDictionary(StringComparer.Ordinal);
        if (contexts.Values.FirstOrDefault(name => !build.Contexts.ContainsKey(name)) is { } missing)
            throw new IOException(missing.Length == 0 ? "there is no build context" : $"there is no build context '{missing}'");
        DateTimeOffset created = build.Epoch is { } epoch ? DateTimeOffset.FromUnixTimeSeconds(epoch) : TimeProvider.System.GetUtcNow();
        return new SolveJob(
            [
                .. graphs.Zip(plans, (graph, plan) => new SolvePart(graph.Definition)
                {
                    Platform = plans.Length == 1 ? null : plan.Platform,
                    Config = Encoding.UTF8.GetString((plan.Plan.Target.ConfigWithHistory with { Created = created }).Write()),
                }),
            ],
            // What several platforms do alike the daemon does once, and it is shown as that of the first.
            graphs.SelectMany(static graph => graph.Steps).DistinctBy(static step => step.Key).ToDictionary(StringComparer.Ordinal))
        {
            Session = session,
            Contexts = contexts.ToImmutableDictionary(static context => context.Key, context => build.Contexts[context.Value], StringComparer.Ordinal),
            Entitlements =
            [
                .. (ReadOnlySpan<string>)(build.AllowsInsecure ? ["security.insecure"] : []),
                .. (ReadOnlySpan<string>)(steps.OfType<RunStep>().Any(static run => run.Network == RunNetwork.Host) ? ["network.host"] : []),
            ],
        };
    }

    /// <summary>The failure of a step in the words of the current BuildKit, whatever the daemon's version says.</summary>
    private static BuildFailure FailureOf(BuildStep step, string error)
    {
        int words = error.LastIndexOf(ExitCodeWords, StringComparison.Ordinal);
        if (step is RunStep run && words >= 0
            && int.TryParse(error.AsSpan(words + ExitCodeWords.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int code))
        {
            return new BuildFailure(step, $"process \"{string.Join(' ', run.Arguments)}\" did not complete successfully: exit code: {code}") { ExitCode = code };
        }

        // An image that is not to be had says nothing of the Dockerfile.
        return new BuildFailure(step, error) { IsOfMachine = step is ImageStep };
    }

    private sealed class NoCredentials : ICredentialSource
    {
        public static NoCredentials Instance { get; } = new();

        public Task<Credential?> FindAsync(string registry, CancellationToken cancellation) => Task.FromResult<Credential?>(null);
    }
}
