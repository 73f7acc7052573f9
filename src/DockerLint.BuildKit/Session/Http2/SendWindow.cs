namespace DockerLint.BuildKit.Session.Http2;

/// <summary>How much may be sent before the peer allows more: on the whole connection, and on each stream.</summary>
internal sealed class SendWindow
{
    private const int Usual = 65535;

    private readonly object _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _connection = Usual;
    private int _initial = Usual;

    /// <summary>What a new stream may send.</summary>
    public StreamWindow Open() => new() { Base = _initial };

    /// <summary>Takes some of what may be sent; waits until there is some.</summary>
    /// <param name="stream">The stream that sends.</param>
    /// <param name="wanted">Bytes that there are.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Bytes that may be sent, from 1.</returns>
    public async ValueTask<int> TakeAsync(StreamWindow stream, int wanted, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                long allowed = Math.Min(Math.Min(_connection, stream.Base + stream.Change), wanted);
                if (allowed > 0)
                {
                    _connection -= allowed;
                    stream.Change -= allowed;
                    return (int)allowed;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Allows more.</summary>
    /// <param name="stream">The stream that may send more; null for the connection.</param>
    /// <param name="bytes">How much more.</param>
    /// <returns>Whether that much can be.</returns>
    public bool TryAdd(StreamWindow? stream, int bytes)
    {
        lock (_gate)
        {
            if (stream is null)
                _connection += bytes;
            else
                stream.Change += bytes;
            Wake();
            return (stream is null ? _connection : stream.Base + stream.Change) <= int.MaxValue;
        }
    }

    /// <summary>Takes what every stream may send at first, those that are open included.</summary>
    public void SetInitial(int bytes, IEnumerable<StreamWindow> open)
    {
        lock (_gate)
        {
            _initial = bytes;
            foreach (StreamWindow stream in open)
                stream.Base = bytes;
            Wake();
        }
    }

    private void Wake()
    {
        _changed.SetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What one stream may send.</summary>
internal sealed class StreamWindow
{
    /// <summary>What all streams may send at first.</summary>
    public long Base { get; set; }

    /// <summary>What was allowed since, less what was sent.</summary>
    public long Change { get; set; }
}
