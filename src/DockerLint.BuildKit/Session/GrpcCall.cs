using System.Buffers.Binary;
using System.Text;
using DockerLint.BuildKit.Session.Http2;
using Google.Protobuf;
using Grpc.Core;

namespace DockerLint.BuildKit.Session;

/// <summary>Answers a call.</summary>
/// <returns>How it went.</returns>
internal delegate Task<Status> GrpcMethod(GrpcCall call);

/// <summary>A call: messages both ways.</summary>
/// <param name="stream">What carries it.</param>
/// <param name="isOurs">Whether we call; else the daemon does.</param>
internal sealed class GrpcCall(ConnectionStream stream, bool isOurs = false) : IDisposable
{
    private const int HeadSize = 5;
    private const int MostBytes = 1 << 26;

    private readonly byte[] _head = new byte[HeadSize];
    private readonly SemaphoreSlim _sending = new(1);
    private bool _hasAnswered = isOurs;

    /// <summary>Ends when the daemon does not wait for it any longer.</summary>
    public CancellationToken Cancellation => stream.Cancellation;

    /// <summary>Ends what still goes on for it.</summary>
    public void Cancel() => stream.Cancel();

    /// <summary>The method that is called.</summary>
    public string? Method => All(":path").FirstOrDefault();

    /// <summary>The values of a header.</summary>
    public IEnumerable<string> All(string name) => stream.Headers.Where(header => header.Name == name)
        .Select(static header => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(header.Value)));

    /// <summary>Reads the next message.</summary>
    /// <returns>The message; null when none follows.</returns>
    /// <exception cref="IOException">What comes is no message.</exception>
    public async ValueTask<T?> ReadAsync<T>(MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        ArgumentNullException.ThrowIfNull(parser);
        if (!await FillAsync(_head, mayEnd: true).ConfigureAwait(false))
            return null;
        int length = BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(1));
        if (_head[0] != 0 || length is < 0 or > MostBytes)
            throw new IOException("the daemon sends a message that is compressed, or too long");
        byte[] content = new byte[length];
        _ = await FillAsync(content, mayEnd: false).ConfigureAwait(false);
        return parser.ParseFrom(content);
    }

    /// <summary>Sends a message. Several may be sent at once.</summary>
    public async ValueTask WriteAsync(IMessage message)
    {
        int length = message.CalculateSize();
        byte[] content = new byte[HeadSize + length];
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(1), length);
        message.WriteTo(content.AsSpan(HeadSize));
        await _sending.WaitAsync(Cancellation).ConfigureAwait(false);
        try
        {
            Answer();
            await stream.SendAsync(content).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Answers a call by the method that it names.</summary>
    /// <returns>How it went.</returns>
    public static async Task<Status> ServeAsync(ConnectionStream stream, IReadOnlyDictionary<string, GrpcMethod> methods)
    {
        using var call = new GrpcCall(stream);
        Status status;
        try
        {
            status = call.Method is { } name && methods.TryGetValue(name, out GrpcMethod? method)
                ? await method(call).ConfigureAwait(false)
                : new Status(StatusCode.Unimplemented, $"unknown method {call.Method}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidProtocolBufferException)
        {
            status = new Status(StatusCode.Unknown, failure.Message);
        }

        call.End(status);
        return status;
    }

    /// <inheritdoc/>
    public void Dispose() => _sending.Dispose();

    private void Answer()
    {
        if (!_hasAnswered)
            stream.SendHeaders(isLast: false, new Header(":status", "200"), new Header("content-type", "application/grpc"));
        _hasAnswered = true;
    }

    private void End(Status status)
    {
        Answer();
        string code = ((int)status.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        stream.SendHeaders(isLast: true, new Header("grpc-status", code), new Header("grpc-message", PercentEncoded(status.Detail)));
    }

    private static string PercentEncoded(string text)
    {
        const int most = 4096;
        var encoded = new StringBuilder();
        foreach (byte value in Encoding.UTF8.GetBytes(text.Length > most ? text[..most] : text))
            _ = value is >= 0x20 and < 0x7F and not (byte)'%' ? encoded.Append((char)value) : encoded.Append($"%{value:X2}");
        return encoded.ToString();
    }

    private async ValueTask<bool> FillAsync(Memory<byte> target, bool mayEnd)
    {
        int filled = 0;
        while (filled < target.Length)
        {
            int count = await stream.ReadAsync(target[filled..]).ConfigureAwait(false);
            if (count == 0)
                return filled == 0 && mayEnd ? false : throw new EndOfStreamException("the daemon sends a message that does not end");
            filled += count;
        }

        return true;
    }
}
