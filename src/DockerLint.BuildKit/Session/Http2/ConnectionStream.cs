using System.Collections.Immutable;
using System.Threading.Channels;

namespace DockerLint.BuildKit.Session.Http2;

/// <summary>A request and its answer.</summary>
internal sealed class ConnectionStream : IDisposable
{
    /// <summary>Bytes that wait to be read, at most.</summary>
    public const int Window = 1 << 20;

    private readonly Connection _connection;
    private readonly Channel<ReadOnlyMemory<byte>> _content = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _end;
    private ReadOnlyMemory<byte> _current;
    private int _allowed = Window;
    private int _read;
    private bool _isDisposed;

    public ConnectionStream(Connection connection, int id, ImmutableArray<Header> headers, StreamWindow sending, CancellationToken end)
    {
        (_connection, Id, Headers, Sending) = (connection, id, headers, sending);
        _end = CancellationTokenSource.CreateLinkedTokenSource(end);
    }

    /// <summary>Its number.</summary>
    public int Id { get; }

    /// <summary>The headers of the request.</summary>
    public ImmutableArray<Header> Headers { get; }

    /// <summary>The headers of the answer, those after it included, where it is ours to ask.</summary>
    public ImmutableArray<Header> Answer { get; private set; } = [];

    /// <summary>What answers it.</summary>
    public Task Serving { get; set; } = Task.CompletedTask;

    /// <summary>What may be sent.</summary>
    public StreamWindow Sending { get; }

    /// <summary>Ends when nobody wants the answer.</summary>
    public CancellationToken Cancellation => _end.Token;

    /// <summary>Reads some of what the other side sends.</summary>
    /// <returns>How much; 0 at its end.</returns>
    public async ValueTask<int> ReadAsync(Memory<byte> target)
    {
        while (_current.IsEmpty)
        {
            if (!await _content.Reader.WaitToReadAsync(Cancellation).ConfigureAwait(false))
                return 0;
            if (_content.Reader.TryRead(out ReadOnlyMemory<byte> next))
                _current = next;
        }

        int count = Math.Min(target.Length, _current.Length);
        _current[..count].CopyTo(target);
        _current = _current[count..];
        Allow(count);
        return count;
    }

    /// <summary>Sends headers.</summary>
    public void SendHeaders(bool isLast, params ReadOnlySpan<Header> headers) => _connection.Out.Add(
        FrameKind.Headers, FrameFlags.EndHeaders | (isLast ? FrameFlags.EndStream : FrameFlags.None), Id, HeaderEncoder.Encode(headers));

    /// <summary>Sends some of what is ours to send.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> content)
    {
        while (!content.IsEmpty)
        {
            int count = await _connection.Window.TakeAsync(Sending, Math.Min(content.Length, Frame.MostBytes), Cancellation).ConfigureAwait(false);
            _connection.Out.Add(FrameKind.Data, FrameFlags.None, Id, content.Span[..count]);
            content = content[count..];
        }
    }

    /// <summary>Takes some of what the other side sends.</summary>
    /// <param name="content">What came.</param>
    /// <param name="counted">What it counts for, padding included.</param>
    /// <returns>Whether as much was allowed.</returns>
    public bool TryReceive(ReadOnlyMemory<byte> content, int counted)
    {
        if (Interlocked.Add(ref _allowed, -counted) < 0)
            return false;
        if (!content.IsEmpty)
            _content.Writer.TryWrite(content.ToArray());
        Allow(counted - content.Length);
        return true;
    }

    /// <summary>Takes headers of the answer, or those that come after it.</summary>
    public void Answered(ImmutableArray<Header> headers) => Answer = Answer.AddRange(headers);

    /// <summary>What the other side sends is complete.</summary>
    public void CompleteRequest() => _content.Writer.TryComplete();

    /// <summary>Nobody wants the answer.</summary>
    public void Cancel()
    {
        lock (_content)
        {
            if (!_isDisposed)
                _end.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_content)
        {
            _isDisposed = true;
            _end.Dispose();
        }
    }

    private void Allow(int bytes)
    {
        if (Interlocked.Add(ref _read, bytes) < Window / 2)
            return;
        int read = Interlocked.Exchange(ref _read, 0);
        Interlocked.Add(ref _allowed, read);
        _connection.Allow(Id, read);
    }
}
