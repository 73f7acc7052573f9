using System.Collections.Concurrent;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>What engines have in common that build side by side: how many steps are done at once, and which have been done.</summary>
public sealed class SharedWork : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _begun = new(StringComparer.Ordinal);

    /// <param name="isSequential">Whether one step is done after the other.</param>
    public SharedWork(bool isSequential = false) => Slots = new SemaphoreSlim(isSequential ? 1 : Math.Max(2, Environment.ProcessorCount));

    /// <summary>Taken by steps while they are done.</summary>
    internal SemaphoreSlim Slots { get; }

    /// <inheritdoc/>
    public void Dispose() => Slots.Dispose();

    /// <summary>Does something once for all who come to it: who comes later waits until it is done, and finds it where it was left.</summary>
    /// <param name="name">What it is known by.</param>
    /// <param name="work">Does it. Where it cannot be done, it can be done for nobody. It is to heed a cancellation by itself.</param>
    /// <param name="find">Finds what another has done, or else does it again.</param>
    /// <param name="hasSlot">Whether who asks has taken one of <see cref="Slots"/>.</param>
    /// <param name="cancellation">Ends the waiting for another.</param>
    internal async Task<T> OnceAsync<T>(string name, Func<Task<T>> work, Func<Task<T>> find, bool hasSlot, CancellationToken cancellation)
    {
        var own = new Lazy<Task>(() => Task.Run(work, CancellationToken.None));
        Lazy<Task> first = _begun.GetOrAdd(name, own);
        if (ReferenceEquals(first, own))
            return await ((Task<T>)first.Value).ConfigureAwait(false);
        // Who only waits keeps nobody from working.
        bool leaves = hasSlot && !first.Value.IsCompleted;
        if (leaves)
            Slots.Release();
        try
        {
            await first.Value.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (leaves)
                await Slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return await find().ConfigureAwait(false);
    }
}
