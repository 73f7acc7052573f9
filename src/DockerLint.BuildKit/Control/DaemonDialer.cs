using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace DockerLint.BuildKit.Control;

/// <summary>Connects with a daemon, up to where gRPC begins.</summary>
/// <param name="address">Where it is.</param>
/// <param name="tls">How it is reached by TLS; null for a connection that anybody can listen to.</param>
internal sealed class DaemonDialer(DaemonAddress address, DaemonTls? tls)
{
    private const int LongestAnswer = 8192;

    /// <summary>Connects.</summary>
    /// <exception cref="IOException">There is no daemon, or it does not speak gRPC.</exception>
    public async Task<Stream> DialAsync(CancellationToken cancellation)
    {
        Stream stream = await ConnectAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (tls is not null && address.Host is not null)
            {
                SslApplicationProtocol protocol = address.IsDocker ? SslApplicationProtocol.Http11 : SslApplicationProtocol.Http2;
                stream = await tls.SecureAsync(stream, address.Host, protocol, cancellation).ConfigureAwait(false);
            }

            if (address.IsDocker)
                await UpgradeAsync(stream, cancellation).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        Socket socket = address.Host is null
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // So that a machine that is gone is noticed, though nothing is to be sent.
            if (address.Host is not null)
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            await socket.ConnectAsync(address.EndPoint, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException(failure.Message, failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks a Docker daemon for its BuildKit.</summary>
    private async Task UpgradeAsync(Stream stream, CancellationToken cancellation)
    {
        string host = address.Host ?? "docker";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /grpc HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n"), cancellation).ConfigureAwait(false);
        var answer = new List<byte>();
        byte[] one = new byte[1];
        // A byte at a time, since what follows belongs to gRPC.
        while (!(answer is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n']))
        {
            if (answer.Count > LongestAnswer || await stream.ReadAsync(one, cancellation).ConfigureAwait(false) == 0)
                throw new IOException("it does not answer as a Docker daemon does");
            answer.Add(one[0]);
        }

        string status = Encoding.ASCII.GetString([.. answer]).Split("\r\n", 2)[0];
        if (!status.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
            throw new IOException($"it has no BuildKit for us: {status}");
    }
}
