namespace DockerLint.LanguageServer.Server;

/// <summary>Gives memory back to the system when nobody types any more: an editor is open all day, and mostly not here.</summary>
internal sealed class IdleMemory
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(2);

    private readonly Timer _timer = new(static _ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <summary>Follows the changes of a session, which keeps it alive.</summary>
    public IdleMemory(Session session) => session.Changed += (_, _) => _timer.Change(s_silence, Timeout.InfiniteTimeSpan);
}
