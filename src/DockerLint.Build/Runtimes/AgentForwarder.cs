using System.Net.Sockets;
using DockerLint.Build.Layers;

namespace DockerLint.Build.Runtimes;

/// <summary>A socket of our own that leads to an agent's: so it has the rights that the image needs, and the agent's stay.</summary>
internal sealed class AgentForwarder : IDisposable
{
    private readonly Socket _listener;
    private readonly string _agent;
    private readonly CancellationTokenSource _end = new();

    private AgentForwarder(Socket listener, string agent) => (_listener, _agent) = (listener, agent);

    /// <summary>Starts to listen.</summary>
    /// <param name="folder">Where the socket is made.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="mount">The agent, and the rights of the socket.</param>
    public static AgentForwarder Start(string folder, string name, SshMount mount)
    {
        using FolderReader reader = FolderReader.Open(folder);
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // By the open folder, since the name of a socket has a hundred characters at most.
            listener.Bind(new UnixDomainSocketEndPoint($"/proc/self/fd/{reader.Handle.DangerousGetHandle()}/{name}"));
            listener.Listen();
            using Place place = reader.At(System.Text.Encoding.UTF8.GetBytes(name), folder);
            place.SetOwner(mount.Uid, mount.Gid);
            place.SetMode(mount.Mode);
        }
        catch
        {
            listener.Dispose();
            throw;
        }

        var forwarder = new AgentForwarder(listener, mount.Agent);
        _ = forwarder.AcceptAsync();
        return forwarder;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken end = _end.Token;
        try
        {
            while (true)
                _ = ForwardAsync(await _listener.AcceptAsync(end).ConfigureAwait(false), end);
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run has ended.
        }
    }

    private async Task ForwardAsync(Socket client, CancellationToken end)
    {
        using (client)
        {
            try
            {
                using var agent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await agent.ConnectAsync(new UnixDomainSocketEndPoint(_agent), end).ConfigureAwait(false);
                await using var inner = new NetworkStream(client);
                await using var outer = new NetworkStream(agent);
                await Task.WhenAny(inner.CopyToAsync(outer, end), outer.CopyToAsync(inner, end)).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is OperationCanceledException or SocketException or IOException)
            {
                // Whoever asks sees that nobody answers.
            }
        }
    }
}
