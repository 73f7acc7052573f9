using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Runtimes;
using DockerLint.Build.Snapshots;
using DockerLint.BuildKit.Control;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Who builds, and why.</summary>
/// <param name="Daemon">The daemon that does; null for this program itself.</param>
/// <param name="Reason">Why, for people; null where nobody builds.</param>
/// <param name="Refusal">Why nobody does; null where somebody does.</param>
internal sealed record EngineChoice(BuildKitEngine? Daemon, string? Reason, string? Refusal) : IDisposable
{
    // A daemon of this machine answers at once; one that does not is none to wait for.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private static EngineChoice Here => new(null, "it can build here", null);

    /// <summary>Why it does not build what is asked for; null where it does.</summary>
    public string? RefusalOf(BuildArguments arguments) => Refusal
        ?? (Daemon is not null && arguments.Explains ? "a daemon does not say what its cache knows; leave --explain-cache out, or take --engine embedded" : null);

    /// <summary>Who and why, in a line.</summary>
    public override string ToString() => $"{Daemon?.Name ?? "the embedded engine"} builds: {Reason}";

    /// <summary>Finds out who builds.</summary>
    /// <param name="arguments">Who is asked for.</param>
    /// <param name="settings">How this program would build.</param>
    /// <param name="hasCommands">Whether there may be commands to run, which needs an OCI runtime here.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<EngineChoice> MakeAsync(EngineArguments arguments, EngineSettings settings, bool hasCommands, CancellationToken cancellation)
    {
        if (arguments.Engine == EngineArguments.Embedded)
            return new EngineChoice(null, "it was asked for", EmbeddedEngine.Refusal());
        if (arguments.Engine == EngineArguments.BuildKit)
            return await ConnectAsync(arguments, "it was asked for", cancellation).ConfigureAwait(false);
        if (EmbeddedEngine.Refusal() is not { } refusal)
            return hasCommands ? await ForCommandsAsync(arguments, settings, cancellation).ConfigureAwait(false) : Here;
        EngineChoice choice = await ConnectAsync(arguments, refusal, cancellation).ConfigureAwait(false);
        return choice.Refusal is null ? choice : new EngineChoice(null, null, $"{refusal}; or build by a daemon, but {choice.Refusal}");
    }

    /// <inheritdoc/>
    public void Dispose() => Daemon?.Dispose();

    /// <summary>
    /// A daemon, where it can be reached and no runtime works here. A runtime is tried last, since that takes longer than a build of which
    /// all is cached, and one that has worked is not tried again.
    /// </summary>
    private static async Task<EngineChoice> ForCommandsAsync(EngineArguments arguments, EngineSettings settings, CancellationToken cancellation)
    {
        var snapshots = new SnapshotStore(settings.Folder);
        if (RuntimeChoice.Recall(snapshots, settings.Path, settings.Runtime) is not null)
            return Here;
        EngineChoice daemon = await ConnectAsync(arguments, "", cancellation).ConfigureAwait(false);
        // Without a daemon the first command that is not cached says what is missing.
        if (daemon.Refusal is not null)
            return Here;
        RuntimeChoice choice = await RuntimeChoice.FindAsync(snapshots, settings.Path, settings.Runtime, cancellation).ConfigureAwait(false);
        if (choice.Runtime is null)
            return daemon with { Reason = $"no OCI runtime works here: {choice.Reason}" };
        daemon.Dispose();
        return Here;
    }

    private static async Task<EngineChoice> ConnectAsync(EngineArguments arguments, string reason, CancellationToken cancellation)
    {
        var failures = new List<string>();
        foreach (DaemonAddress address in arguments.Addresses)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(s_patience);
            try
            {
                return new EngineChoice(await BuildKitEngine.ConnectAsync(address, arguments.Tls, patience.Token).ConfigureAwait(false), reason, null);
            }
            catch (IOException failure)
            {
                failures.Add(failure.Message);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                failures.Add($"no BuildKit answers at {address.Text} within {s_patience.TotalSeconds} seconds");
            }
        }

        return new EngineChoice(null, null, string.Join("; ", failures));
    }
}
