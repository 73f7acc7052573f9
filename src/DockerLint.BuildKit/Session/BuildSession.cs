using System.Collections.Immutable;
using DockerLint.BuildKit.Protocol;
using DockerLint.BuildKit.Session.Http2;
using DockerLint.BuildKit.Control;
using Grpc.Core;

namespace DockerLint.BuildKit.Session;

/// <summary>What a daemon may ask of us while it builds: it calls back over the connection that we have opened.</summary>
/// <param name="id">Its name.</param>
/// <param name="sharedKey">Whose files the daemon may take from earlier sessions.</param>
/// <param name="methods">What is served.</param>
internal sealed class BuildSession(string id, string sharedKey, ImmutableDictionary<string, GrpcMethod> methods)
{
    private const string Path = "/moby.buildkit.v1.Control/Session";
    private const string IdHeader = "x-docker-expose-session-uuid";
    private const string KeyHeader = "x-docker-expose-session-sharedkey";
    private const string NameHeader = "x-docker-expose-session-name";
    private const string MethodHeader = "x-docker-expose-session-grpc-method";

    /// <summary>The first thing that went wrong on our side; null for nothing.</summary>
    public string? Failure { get; private set; }

    /// <summary>Serves until the token ends it or the daemon goes.</summary>
    /// <exception cref="IOException">The connection is cut.</exception>
    public async Task RunAsync(DaemonDialer dialer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dialer);
        // A connection of its own, and none of HttpClient: that joins headers of one name, which the daemon does not take apart.
        await using Stream transport = await dialer.DialAsync(cancellation).ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var outer = new Connection(transport, serve: null);
        using ConnectionStream asked = outer.Ask(ending.Token,
        [
            new(":method", "POST"), new(":scheme", "http"), new(":path", Path), new(":authority", "localhost"),
            new("content-type", "application/grpc"), new("te", "trailers"),
            new(IdHeader, id), new(KeyHeader, sharedKey), new(NameHeader, "dockerlint"),
            .. methods.Keys.Order(StringComparer.Ordinal).Select(static method => new Header(MethodHeader, method)),
        ]);
        using var call = new GrpcCall(asked, isOurs: true);
        await using var tunnel = new TunnelStream(call);
        using var inner = new Connection(tunnel, ServeAsync);
        Task carrying = outer.RunAsync(ending.Token);
        Task serving = inner.RunAsync(ending.Token);
        try
        {
            await await Task.WhenAny(carrying, serving).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(carrying, serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A method of one message that has nothing to say but that we are here.</summary>
    internal static async Task<Status> CheckAsync(GrpcCall call)
    {
        await call.WriteAsync(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving }).ConfigureAwait(false);
        return Status.DefaultSuccess;
    }

    private async Task ServeAsync(ConnectionStream stream)
    {
        Status status = await GrpcCall.ServeAsync(stream, methods).ConfigureAwait(false);
        if (status.StatusCode == StatusCode.Unknown)
            Failure ??= status.Detail;
    }
}
