using System.Collections.Concurrent;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>What engines have in common that build side by side: how many steps are done at once, and which have been done.</summary>
public sealed class SharedWork : IDisposable
{
    private readonly ConcurrentDictionary<Digest, Lazy<Task>> _begun = [];

    /// <param name="isSequential">Whether one step is done after the other.</param>
    public SharedWork(bool isSequential = false) => Slots = new SemaphoreSlim(isSequential ? 1 : Math.Max(2, Environment.ProcessorCount));

    /// <summary>Taken by steps while they are done.</summary>
    internal SemaphoreSlim Slots { get; }

    /// <inheritdoc/>
    public void Dispose() => Slots.Dispose();

    /// <summary>Does a step, which has a slot, once for all that are the same: those that come later wait until it is done, and find it where it was left.</summary>
    /// <param name="key">What it is known by.</param>
    /// <param name="work">Does it. Where it cannot be done, it can be done for nobody.</param>
    /// <param name="cancellation">Ends the waiting for others; the work itself is to heed it.</param>
    internal async Task StepOnceAsync(Digest key, Func<Task> work, CancellationToken cancellation)
    {
        (Task first, bool isOwn) = Begin(key, work);
        if (isOwn || first.IsCompleted)
        {
            await first.ConfigureAwait(false);
            return;
        }

        // Who only waits keeps nobody from working.
        Slots.Release();
        try
        {
            await first.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            await Slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="StepOnceAsync"/>
    /// <summary>The same for what has no slot.</summary>
    internal async Task OnceAsync(Digest key, Func<Task> work, CancellationToken cancellation)
    {
        (Task first, bool isOwn) = Begin(key, work);
        await (isOwn ? first : first.WaitAsync(cancellation)).ConfigureAwait(false);
    }

    private (Task First, bool IsOwn) Begin(Digest key, Func<Task> work)
    {
        var own = new Lazy<Task>(() => Task.Run(work, CancellationToken.None));
        Lazy<Task> first = _begun.GetOrAdd(key, own);
        return (first.Value, ReferenceEquals(first, own));
    }
}
