namespace DockerLint.LanguageServer.Server;

/// <summary>
/// Collects garbage when nobody waits for an answer. A version of a document lives until the next one comes: left to itself the
/// collector lets many of them pile up, on pages that it gives back and has to ask for again, in the middle of an edit.
/// </summary>
internal sealed class IdleMemory
{
    /// <summary>What an edit of a long file leaves behind is worth collecting, what one of a short file leaves is not.</summary>
    private const long Enough = 4 << 20;

    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(2);

    /// <summary>What was told is on its way still, and collecting would stop it.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    private long _collectedAt;

    /// <summary>After a while without changes all that can be given back is: an editor is open all day, and mostly not here.</summary>
    public static void Follow(Session session)
    {
        var timer = new Timer(static _ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));
        session.Changed += (_, _) => timer.Change(s_silence, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was told, and nothing is left to do. For one thread at a time.</summary>
    /// <param name="unless">Whether there is something to do by now.</param>
    public async Task CollectAsync(Func<bool> unless)
    {
        if (GC.GetTotalAllocatedBytes() - _collectedAt < Enough)
            return;
        await Task.Delay(s_pause).ConfigureAwait(false);
        if (unless())
            return;
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        _collectedAt = GC.GetTotalAllocatedBytes();
    }
}
