using System.Buffers;

namespace DockerLint.BuildKit.Session.Http2;

/// <summary>Frames on their way out. Many small ones go together; how many wait, flow control bounds.</summary>
/// <param name="transport">Where to.</param>
internal sealed class OutgoingFrames(Stream transport) : IDisposable
{
    // More than a peer that reads could make us owe it.
    private const int MostWaiting = 1 << 26;

    private readonly object _gate = new();
    private readonly SemaphoreSlim _some = new(0);
    private ArrayBufferWriter<byte> _waiting = new();
    private ArrayBufferWriter<byte> _leaving = new();
    private bool _isComplete;

    /// <summary>Adds what comes before all frames.</summary>
    public void Start(ReadOnlySpan<byte> preface)
    {
        lock (_gate)
            _waiting.Write(preface);
    }

    /// <summary>Adds a frame.</summary>
    /// <exception cref="IOException">The peer asks and does not read.</exception>
    public void Add(FrameKind kind, FrameFlags flags, int stream, ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            if (_waiting.WrittenCount > MostWaiting)
                throw new IOException("the daemon does not take what it asked for");
            new Frame(content.Length, kind, flags, stream).Write(_waiting.GetSpan(Frame.Size));
            _waiting.Advance(Frame.Size);
            _waiting.Write(content);
            if (_some.CurrentCount == 0)
                _some.Release();
        }
    }

    /// <summary>Nothing follows.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            _some.Release();
        }
    }

    /// <summary>Sends what comes, until nothing follows.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _some.WaitAsync(cancellation).ConfigureAwait(false);
            bool isLast;
            lock (_gate)
            {
                (_waiting, _leaving) = (_leaving, _waiting);
                isLast = _isComplete;
            }

            if (_leaving.WrittenCount > 0)
                await transport.WriteAsync(_leaving.WrittenMemory, cancellation).ConfigureAwait(false);
            _leaving.ResetWrittenCount();
            if (isLast)
                return;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _some.Dispose();
}
