using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>A request as it came in.</summary>
internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The target without its query.</summary>
    public string Path => Target.Split('?')[0];

    public string? this[string header] => Headers.GetValueOrDefault(header);
}

/// <summary>An answer, right or wrong.</summary>
internal sealed record RawAnswer(int Status, byte[]? Body = null, params (string Name, string Value)[] Headers)
{
    /// <summary>The length that is announced; null for that of the body, less than 0 for none.</summary>
    public long? Length { get; init; }

    /// <summary>Writes the body in place of <see cref="Body"/>.</summary>
    public Func<Stream, CancellationToken, Task>? Write { get; init; }

    public static RawAnswer Text(int status, string body, params (string Name, string Value)[] headers) =>
        new(status, Encoding.UTF8.GetBytes(body), headers);
}

/// <summary>A server of HTTP that says whatever it is told to say. It answers one request a connection.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<RawRequest, RawAnswer> _answer;
    private readonly Task _accepting;

    public RawServer(Func<RawRequest, RawAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The requests so far, but for those that ask whether it is there.</summary>
    public ConcurrentQueue<RawRequest> Requests { get; } = [];

    public string Host => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                NetworkStream stream = client.GetStream();
                if (await ReadAsync(stream) is not { } request)
                    return;
                bool isProbe = request.Target == "/v2/" && request["Authorization"] is null;
                if (!isProbe)
                    Requests.Enqueue(request);
                await WriteAsync(stream, request, _answer(request));
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException)
        {
            // The client has gone.
        }
    }

    private async Task<RawRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        byte[] one = new byte[1];
        while (!(head.Count > 3 && head[^1] == '\n' && head[^3] == '\n'))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0)
                return null;
            head.Add(one[0]);
            // That of TLS.
            if (head[0] == 0x16)
                return null;
        }

        string[] lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
            headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
        byte[] body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _end.Token);
        string[] first = lines[0].Split(' ');
        return new RawRequest(first[0], first[1], headers, body);
    }

    private async Task WriteAsync(NetworkStream stream, RawRequest request, RawAnswer answer)
    {
        byte[] body = answer.Body ?? [];
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} Said\r\nConnection: close\r\n");
        foreach ((string name, string value) in answer.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (answer.Length is null or >= 0)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Length ?? body.Length}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}\r\n"), _end.Token);
        if (request.Method == "HEAD")
            return;
        if (answer.Write is { } write)
            await write(stream, _end.Token);
        else
            await stream.WriteAsync(body, _end.Token);
    }
}
