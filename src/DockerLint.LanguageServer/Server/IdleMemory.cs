namespace DockerLint.LanguageServer.Server;

/// <summary>Gives memory back to the system when nobody types any more: an editor is open all day, and mostly not here.</summary>
internal static class IdleMemory
{
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(2);

    /// <summary>Follows the changes of a session.</summary>
    public static void Follow(Session session)
    {
        var timer = new Timer(static _ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));
        session.Changed += (_, _) => timer.Change(s_silence, Timeout.InfiniteTimeSpan);
    }
}
