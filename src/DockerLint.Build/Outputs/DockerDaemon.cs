using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace DockerLint.Build.Outputs;

/// <summary>A running Docker daemon, which takes images by its Engine API (<c>POST /images/load</c>).</summary>
public sealed class DockerDaemon : IDisposable
{
    /// <summary>Where a daemon usually listens.</summary>
    public const string UsualAddress = "unix:///var/run/docker.sock";

    private const string UnixScheme = "unix://";
    private const string TcpScheme = "tcp://";

    private readonly string _address;
    private readonly HttpClient _client;

    /// <summary>The daemon at an address; it is not asked anything yet.</summary>
    /// <param name="address">As <c>DOCKER_HOST</c> has it: <c>unix://PATH</c> or <c>tcp://HOST:PORT</c>.</param>
    /// <exception cref="IOException">The address is of another kind.</exception>
    public DockerDaemon(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _address = address;
        var handler = new SocketsHttpHandler { UseProxy = false };
        if (address.StartsWith(UnixScheme, StringComparison.Ordinal))
        {
            var socket = new UnixDomainSocketEndPoint(address[UnixScheme.Length..]);
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(socket, cancellation);
        }

        string host = address.StartsWith(TcpScheme, StringComparison.Ordinal) ? address[TcpScheme.Length..]
            : handler.ConnectCallback is not null ? "docker"
            : throw new IOException($"DOCKER_HOST: '{address}' is neither unix://PATH nor tcp://HOST:PORT");
        if (!Uri.TryCreate($"http://{host}/", UriKind.Absolute, out Uri? root))
            throw new IOException($"DOCKER_HOST: '{address}' is no address");
        _client = new HttpClient(handler) { BaseAddress = root, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Hands an image over.</summary>
    /// <param name="write">Writes the image, as an archive that <c>docker load</c> takes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">There is no daemon, or it does not take the image.</exception>
    public async Task LoadAsync(Action<Stream> write, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "images/load?quiet=1") { Content = new ArchiveContent(write) };
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
            string answer = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            // What goes wrong later is told in an answer that began well.
            if (ErrorOf(answer) is { } error)
                throw new IOException($"the Docker daemon at {_address} does not take the image: {error}");
            if (!response.IsSuccessStatusCode)
                throw new IOException($"the Docker daemon at {_address} answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }
        catch (HttpRequestException failure)
        {
            throw new IOException(
                $"no Docker daemon takes images at {_address}: {failure.InnerException?.Message ?? failure.Message}; start one, or name another in DOCKER_HOST", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async ValueTask<Stream> ConnectAsync(UnixDomainSocketEndPoint address, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(address, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The error of an answer, an object a line: <c>{"stream":…}</c>, <c>{"error":…}</c> or <c>{"message":…}</c>.</summary>
    private static string? ErrorOf(string answer)
    {
        foreach (string line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!line.StartsWith('{'))
                continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.TryGetProperty("error", out JsonElement error) || json.RootElement.TryGetProperty("message", out error))
                    return error.ToString();
            }
            catch (JsonException)
            {
                // Something else listens there; its status says so.
                return null;
            }
        }

        return null;
    }

    private sealed class ArchiveContent : HttpContent
    {
        private readonly Action<Stream> _write;

        public ArchiveContent(Action<Stream> write)
        {
            _write = write;
            Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.Run(() =>
        {
            var buffered = new BufferedStream(stream, 1 << 16);
            _write(buffered);
            buffered.Flush();
        });

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
