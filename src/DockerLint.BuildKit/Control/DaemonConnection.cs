using DockerLint.BuildKit.Protocol;
using Grpc.Core;
using Grpc.Net.Client;
using ControlClient = DockerLint.BuildKit.Protocol.Control.ControlClient;

namespace DockerLint.BuildKit.Control;

/// <summary>A connection with a daemon.</summary>
internal sealed class DaemonConnection : IDisposable
{
    private readonly GrpcChannel _channel;

    private DaemonConnection(DaemonAddress address, DaemonDialer dialer, GrpcChannel channel)
    {
        (Address, Dialer, _channel) = (address, dialer, channel);
        Client = new ControlClient(channel);
        Bridge = new LLBBridge.LLBBridgeClient(channel);
    }

    /// <summary>Where the daemon is.</summary>
    public DaemonAddress Address { get; }

    /// <summary>Makes further connections.</summary>
    public DaemonDialer Dialer { get; }

    /// <summary>Calls it.</summary>
    public ControlClient Client { get; }

    /// <summary>Tells it what a frontend would.</summary>
    public LLBBridge.LLBBridgeClient Bridge { get; }

    /// <summary>What solves builds there.</summary>
    public WorkerRecord Worker { get; private set; } = new();

    /// <summary>Connects.</summary>
    /// <param name="address">Where the daemon is.</param>
    /// <param name="tls">How it is reached by TLS; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">There is no daemon, or none that solves builds.</exception>
    public static async Task<DaemonConnection> OpenAsync(DaemonAddress address, DaemonTls? tls, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        var dialer = new DaemonDialer(address, tls);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, token) => await dialer.DialAsync(token).ConfigureAwait(false),
        };
        // What is secured, the dialer has secured; the address is for headers alone.
        var channel = GrpcChannel.ForAddress($"http://{address.Host ?? "localhost"}", new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null,
            ThrowOperationCanceledOnCancellation = true,
        });
        var connection = new DaemonConnection(address, dialer, channel);
        try
        {
            ListWorkersResponse workers = await connection.Client.ListWorkersAsync(new ListWorkersRequest(), cancellationToken: cancellation).ConfigureAwait(false);
            connection.Worker = workers.Record.FirstOrDefault() ?? throw new IOException($"the daemon at {address.Text} has nobody who builds");
            return connection;
        }
        catch (RpcException failure)
        {
            connection.Dispose();
            throw new IOException($"no BuildKit answers at {address.Text}: {DaemonFailure.ReasonOf(failure)}", failure);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}
