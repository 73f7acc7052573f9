using System.Collections.Concurrent;
using DockerLint.Build.Native;

namespace DockerLint.Build.Snapshots;

/// <summary>
/// A thread that has the machine's mounts for itself: what is mounted on it nobody else sees, but the programs that it starts.
/// The system takes it all away when the thread and those programs have ended, in whatever way.
/// </summary>
internal sealed class MountSpace : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    private MountSpace() => _thread = new Thread(Work) { IsBackground = true, Name = "mounts" };

    /// <summary>The thread, as the system knows it.</summary>
    public int ThreadId { get; private set; }

    /// <summary>Makes one.</summary>
    /// <exception cref="IOException">The system does not allow it.</exception>
    public static MountSpace Start()
    {
        var space = new MountSpace();
        space._thread.Start();
        try
        {
            space.ThreadId = space.Run(static () =>
            {
                UnixFailure.Check(Libc.Unshare(Libc.CloneNewMounts), "keep mounts to ourselves in", "the mount namespace");
                // What others unmount goes here too, so that no medium is held; what is mounted here stays here.
                UnixFailure.Check(
                    Libc.Mount("none\0"u8, "/\0"u8, "none\0"u8, Libc.MountRecursive | Libc.MountSlave, "\0"u8), "keep to ourselves", "/");
                return Libc.ThreadId();
            });
        }
        catch
        {
            space.Dispose();
            throw;
        }

        return space;
    }

    /// <summary>Does something on the thread and waits for it.</summary>
    public void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    /// <summary>Does something on the thread and waits for it.</summary>
    public T Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
            work();
    }
}
