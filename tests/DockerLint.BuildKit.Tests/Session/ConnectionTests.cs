using System.Net;
using System.Security.Cryptography;
using CsCheck;
using DockerLint.BuildKit.Session.Http2;

namespace DockerLint.BuildKit.Tests.Session;

/// <summary>Our side of HTTP/2 against that of .NET, which is a client that others trust.</summary>
public sealed class ConnectionTests
{
    private static readonly Uri s_address = new("http://localhost/echo");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16384)]
    [InlineData(65536)]
    [InlineData(5_000_000)]
    public async Task What_is_sent_comes_back(int length)
    {
        await using Served served = await Served.StartAsync(EchoAsync);
        byte[] content = RandomNumberGenerator.GetBytes(length);

        Assert.Equal(content, await served.AskAsync(content));
    }

    [Fact]
    public async Task Many_requests_go_at_once()
    {
        await using Served served = await Served.StartAsync(EchoAsync);
        byte[][] contents = [.. Enumerable.Range(0, 200).Select(static index => RandomNumberGenerator.GetBytes(index * 997))];

        byte[][] answers = await Task.WhenAll(contents.Select(served.AskAsync));

        Assert.Equal(contents, answers);
    }

    [Fact]
    public async Task Headers_longer_than_a_frame_come_whole()
    {
        string value = new('x', 100_000);
        string? seen = null;
        await using Served served = await Served.StartAsync(stream =>
        {
            seen = stream.Headers.Single(static header => header.Name == "long").Value;
            stream.SendHeaders(isLast: true, new Header(":status", "204"));
            return Task.CompletedTask;
        });
        using var request = Served.RequestOf([]);
        request.Headers.Add("long", value);

        using HttpResponseMessage response = await served.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(value, seen);
    }

    [Fact]
    public async Task Who_gives_up_ends_the_answer()
    {
        var ended = new TaskCompletionSource();
        var started = new TaskCompletionSource();
        await using Served served = await Served.StartAsync(async stream =>
        {
            using CancellationTokenRegistration registration = stream.Cancellation.Register(ended.SetResult);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, stream.Cancellation);
        });
        using var giveUp = new CancellationTokenSource();

        using HttpRequestMessage request = Served.RequestOf([]);
        Task<HttpResponseMessage> asking = served.Client.SendAsync(request, giveUp.Token);
        await started.Task;
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await ended.Task;
    }

    [Fact]
    public async Task What_is_no_HTTP_ends_the_connection() => await Gen.Byte.Array[0, 2000].SampleAsync(
        async bytes =>
        {
            using StreamPair pair = await StreamPair.OpenAsync();
            using var connection = new Connection(pair.Here, EchoAsync);
            Task running = connection.RunAsync(default);
            await pair.There.WriteAsync((byte[])[.. Connection.Preface, .. bytes]);
            ((System.Net.Sockets.NetworkStream)pair.There).Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            _ = pair.There.CopyToAsync(Stream.Null);
            try
            {
                await running;
            }
            catch (IOException)
            {
                // Broken rules, or a frame that is cut.
            }
        },
        iter: 300);

    private static async Task EchoAsync(ConnectionStream stream)
    {
        // HttpClient reads the answer when it has sent all, and not before.
        using var content = new MemoryStream();
        byte[] buffer = new byte[10_000];
        while (await stream.ReadAsync(buffer) is > 0 and var count)
            content.Write(buffer, 0, count);
        stream.SendHeaders(isLast: false, new Header(":status", "200"));
        await stream.SendAsync(content.ToArray());
        stream.SendHeaders(isLast: true, new Header("end", "yes"));
    }

    private sealed class Served : IAsyncDisposable
    {
        private readonly StreamPair _pair;
        private readonly Connection _connection;
        private readonly CancellationTokenSource _end = new();
        private readonly Task _running;

        private Served(StreamPair pair, Func<ConnectionStream, Task> serve)
        {
            _pair = pair;
            _connection = new Connection(pair.Here, serve);
            _running = _connection.RunAsync(_end.Token);
            Client = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, _) => ValueTask.FromResult(pair.There) });
        }

        public HttpClient Client { get; }

        public static async Task<Served> StartAsync(Func<ConnectionStream, Task> serve) => new(await StreamPair.OpenAsync(), serve);

        public static HttpRequestMessage RequestOf(byte[] content) => new(HttpMethod.Post, s_address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(content),
        };

        public async Task<byte[]> AskAsync(byte[] content)
        {
            using HttpRequestMessage request = RequestOf(content);
            using HttpResponseMessage response = await Client.SendAsync(request);
            return await response.Content.ReadAsByteArrayAsync();
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await _end.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _connection.Dispose();
            _end.Dispose();
            _pair.Dispose();
        }
    }
}
