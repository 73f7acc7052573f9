using System.Collections.Immutable;
using System.Net.Sockets;
using DockerLint.BuildKit.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace DockerLint.BuildKit.Session;

/// <summary>Leads the daemon to agents that hold the keys of whoever builds.</summary>
/// <param name="agents">Their sockets, by name.</param>
internal sealed class AgentService(ImmutableDictionary<string, string> agents)
{
    private const string UsualName = "default";
    private const string NameHeader = "buildkit.ssh.id";
    private const int PieceSize = 1 << 15;

    /// <summary>Says whether there is an agent.</summary>
    public async Task<Status> CheckAsync(GrpcCall call)
    {
        CheckAgentRequest? request = await call.ReadAsync(CheckAgentRequest.Parser).ConfigureAwait(false);
        string name = NameOf(request?.Id);
        if (!agents.ContainsKey(name))
            return new Status(StatusCode.NotFound, $"unset ssh forward key {name}");
        await call.WriteAsync(new CheckAgentResponse()).ConfigureAwait(false);
        return Status.DefaultSuccess;
    }

    /// <summary>Connects with an agent.</summary>
    public async Task<Status> ForwardAsync(GrpcCall call)
    {
        string name = NameOf(call.All(NameHeader).FirstOrDefault());
        if (!agents.TryGetValue(name, out string? path))
            return new Status(StatusCode.NotFound, $"unset ssh forward key {name}");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), call.Cancellation).ConfigureAwait(false);
        }
        catch (SocketException failure)
        {
            return new Status(StatusCode.Unavailable, $"no SSH agent answers at {path}: {failure.Message}");
        }

        await using var agent = new NetworkStream(socket);
        Task outgoing = AskAsync(call, agent, socket);
        Task incoming = AnswerAsync(call, agent);
        await Task.WhenAny(outgoing, incoming).ConfigureAwait(false);
        // One side that has nothing more to say ends the talk only where it is the agent.
        if (outgoing.IsCompletedSuccessfully)
            await incoming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        call.Cancel();
        await Task.WhenAll(outgoing, incoming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Status.DefaultSuccess;
    }

    private static string NameOf(string? name) => string.IsNullOrEmpty(name) ? UsualName : name;

    private static async Task AskAsync(GrpcCall call, NetworkStream agent, Socket socket)
    {
        while (await call.ReadAsync(BytesMessage.Parser).ConfigureAwait(false) is { } message)
            await agent.WriteAsync(message.Data.Memory, call.Cancellation).ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task AnswerAsync(GrpcCall call, NetworkStream agent)
    {
        byte[] buffer = new byte[PieceSize];
        while (await agent.ReadAsync(buffer, call.Cancellation).ConfigureAwait(false) is > 0 and var count)
            await call.WriteAsync(new BytesMessage { Data = ByteString.CopyFrom(buffer.AsSpan(0, count)) }).ConfigureAwait(false);
    }
}
