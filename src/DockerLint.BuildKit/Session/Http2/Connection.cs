using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace DockerLint.BuildKit.Session.Http2;

/// <summary>
/// HTTP/2 (RFC 9113) on a stream that is there already. It does what gRPC asks for: no push, no priorities, no CONNECT.
/// </summary>
/// <param name="transport">The stream; the caller closes it.</param>
/// <param name="serve">Answers a request of the daemon; null where we are its client.</param>
internal sealed class Connection(Stream transport, Func<ConnectionStream, Task>? serve) : IDisposable
{
    private const int ConnectionWindow = 1 << 24;
    private const int UsualWindow = 65535;
    private const int MostStreams = 1000;
    private const int MostHeaderBytes = 1 << 22;
    private const int InitialWindowSetting = 4;
    private const int MostStreamsSetting = 3;

    private readonly ConcurrentDictionary<int, ConnectionStream> _streams = [];
    private readonly HeaderDecoder _decoder = new();
    private readonly byte[] _head = new byte[Frame.Size];
    private readonly byte[] _content = new byte[Frame.MostBytes];
    private int _unallowed;
    private int _lastStream;

    /// <summary>What starts a connection of a client.</summary>
    public static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Frames on their way out.</summary>
    public OutgoingFrames Out { get; } = new(transport);

    /// <summary>What may be sent.</summary>
    public SendWindow Window { get; } = new();

    /// <summary>Asks the daemon something; once, before <see cref="RunAsync"/>.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="headers">The headers of the request.</param>
    public ConnectionStream Ask(CancellationToken cancellation, params ReadOnlySpan<Header> headers)
    {
        Start();
        var stream = new ConnectionStream(this, 1, [.. headers], Window.Open(), cancellation);
        _streams[stream.Id] = stream;
        stream.SendHeaders(isLast: false, headers);
        return stream;
    }

    /// <summary>Goes on until the other side goes.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">The connection is cut, or the daemon breaks the rules.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (serve is not null)
            Start();
        Task sending = Out.RunAsync(ending.Token);
        try
        {
            Task reading = ReadAsync(ending.Token);
            // What cannot be sent ends the connection, too.
            await await Task.WhenAny(reading, sending).ConfigureAwait(false);
        }
        finally
        {
            foreach (ConnectionStream stream in _streams.Values)
                stream.Cancel();
            Out.Complete();
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_streams.Values.Select(static stream => stream.Serving)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Lets the other side send more.</summary>
    public void Allow(int stream, int bytes)
    {
        Span<byte> content = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(content, bytes);
        Out.Add(FrameKind.WindowUpdate, FrameFlags.None, stream, content);
    }

    /// <inheritdoc/>
    public void Dispose() => Out.Dispose();

    private static void WriteSetting(Span<byte> target, ushort name, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target, name);
        BinaryPrimitives.WriteInt32BigEndian(target[2..], value);
    }

    private static IOException Broken(string what) => new($"the daemon breaks the rules of HTTP/2: {what}");

    private void Start()
    {
        if (serve is null)
            Out.Start(Preface);
        Span<byte> settings = stackalloc byte[12];
        WriteSetting(settings, MostStreamsSetting, MostStreams);
        WriteSetting(settings[6..], InitialWindowSetting, ConnectionStream.Window);
        Out.Add(FrameKind.Settings, FrameFlags.None, 0, settings);
        Allow(0, ConnectionWindow - UsualWindow);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        if (serve is not null)
            await ReadPrefaceAsync(cancellation).ConfigureAwait(false);
        while (await ReadFrameAsync(cancellation).ConfigureAwait(false) is { } frame)
        {
            ReadOnlyMemory<byte> content = _content.AsMemory(0, frame.Length);
            switch (frame.Kind)
            {
                case FrameKind.Data:
                    Receive(frame, content);
                    break;
                case FrameKind.Headers:
                    await OpenAsync(frame, content, cancellation).ConfigureAwait(false);
                    break;
                case FrameKind.Reset:
                    if (_streams.TryGetValue(frame.Stream, out ConnectionStream? reset))
                        reset.Cancel();
                    break;
                case FrameKind.Settings:
                    Set(frame, content.Span);
                    break;
                case FrameKind.Ping when !frame.Has(FrameFlags.Acknowledges):
                    Out.Add(FrameKind.Ping, FrameFlags.Acknowledges, 0, content.Span);
                    break;
                case FrameKind.WindowUpdate:
                    Enlarge(frame, content.Span);
                    break;
                case FrameKind.GoAway:
                    return;
                case FrameKind.PushPromise or FrameKind.Continuation:
                    throw Broken($"a frame of kind {frame.Kind} that nothing asks for");
            }
        }
    }

    private async Task ReadPrefaceAsync(CancellationToken cancellation)
    {
        byte[] preface = new byte[Preface.Length];
        await transport.ReadExactlyAsync(preface, cancellation).ConfigureAwait(false);
        if (!Preface.SequenceEqual(preface))
            throw Broken("it is not spoken");
    }

    /// <summary>Reads a frame into <see cref="_content"/>; null at the end.</summary>
    private async Task<Frame?> ReadFrameAsync(CancellationToken cancellation)
    {
        int count = await transport.ReadAtLeastAsync(_head, Frame.Size, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        if (count < Frame.Size)
            return count == 0 ? null : throw new EndOfStreamException("the connection was cut");
        var frame = Frame.Read(_head);
        if (frame.Length > _content.Length)
            throw Broken("a frame is too long");
        await transport.ReadExactlyAsync(_content.AsMemory(0, frame.Length), cancellation).ConfigureAwait(false);
        return frame;
    }

    private void Receive(Frame frame, ReadOnlyMemory<byte> content)
    {
        if (!frame.TryTrim(content, out ReadOnlyMemory<byte> trimmed) || frame.Stream == 0)
            throw Broken("a frame of data");
        _unallowed += frame.Length;
        if (_unallowed > ConnectionWindow / 2)
        {
            Allow(0, _unallowed);
            _unallowed = 0;
        }

        // What was answered already may still be sent.
        if (!_streams.TryGetValue(frame.Stream, out ConnectionStream? stream))
            return;
        if (!stream.TryReceive(trimmed, frame.Length))
            throw Broken("more data than is allowed");
        if (frame.Has(FrameFlags.EndStream))
            stream.CompleteRequest();
    }

    private async Task OpenAsync(Frame frame, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        if (!frame.TryTrim(content, out ReadOnlyMemory<byte> trimmed))
            throw Broken("a frame of headers");
        byte[] block = trimmed.ToArray();
        Frame last = frame;
        while (!last.Has(FrameFlags.EndHeaders))
        {
            last = await ReadFrameAsync(cancellation).ConfigureAwait(false) ?? throw new EndOfStreamException("the connection was cut");
            if (last.Kind != FrameKind.Continuation || last.Stream != frame.Stream || block.Length > MostHeaderBytes)
                throw Broken("headers that do not end");
            block = [.. block, .. _content.AsSpan(0, last.Length)];
        }

        if (!_decoder.TryDecode(block, out ImmutableArray<Header> headers))
            throw Broken("unreadable headers");
        if (_streams.TryGetValue(frame.Stream, out ConnectionStream? known))
        {
            known.Answered(headers);
            if (frame.Has(FrameFlags.EndStream))
                known.CompleteRequest();
            return;
        }

        if (serve is null || frame.Stream % 2 == 0)
            throw Broken("a stream that nobody asks for");
        if (frame.Stream <= _lastStream)
            return;
        _lastStream = frame.Stream;
        if (_streams.Count >= MostStreams)
            throw Broken("more streams than are allowed");
        var stream = new ConnectionStream(this, frame.Stream, headers, Window.Open(), cancellation);
        _streams[frame.Stream] = stream;
        if (frame.Has(FrameFlags.EndStream))
            stream.CompleteRequest();
        stream.Serving = Task.Run(() => ServeAsync(stream, serve), CancellationToken.None);
    }

    private async Task ServeAsync(ConnectionStream stream, Func<ConnectionStream, Task> answer)
    {
        try
        {
            await answer(stream).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the answer.
        }
        finally
        {
            _streams.TryRemove(stream.Id, out _);
            stream.Dispose();
        }
    }

    private void Set(Frame frame, ReadOnlySpan<byte> content)
    {
        if (frame.Has(FrameFlags.Acknowledges))
            return;
        if (content.Length % 6 != 0)
            throw Broken("settings");
        for (; !content.IsEmpty; content = content[6..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(content) != InitialWindowSetting)
                continue;
            int size = BinaryPrimitives.ReadInt32BigEndian(content[2..]);
            if (size < 0)
                throw Broken("settings");
            Window.SetInitial(size, _streams.Values.Select(static stream => stream.Sending));
        }

        Out.Add(FrameKind.Settings, FrameFlags.Acknowledges, 0, []);
    }

    private void Enlarge(Frame frame, ReadOnlySpan<byte> content)
    {
        if (content.Length != 4)
            throw Broken("a window");
        int bytes = BinaryPrimitives.ReadInt32BigEndian(content) & int.MaxValue;
        ConnectionStream? stream = null;
        if (frame.Stream != 0 && !_streams.TryGetValue(frame.Stream, out stream))
            return;
        if (bytes == 0 || !Window.TryAdd(stream?.Sending, bytes))
            throw Broken("a window");
    }
}
