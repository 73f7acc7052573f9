using System.Net;
using System.Net.Sockets;

namespace DockerLint.BuildKit.Tests.Session;

/// <summary>Two ends of a connection.</summary>
internal sealed record StreamPair(Stream Here, Stream There) : IDisposable
{
    public static async Task<StreamPair> OpenAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var here = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Task<Socket> there = listener.AcceptSocketAsync();
        await here.ConnectAsync(listener.LocalEndpoint);
        return new StreamPair(new NetworkStream(here, ownsSocket: true), new NetworkStream(await there, ownsSocket: true));
    }

    public void Dispose()
    {
        Here.Dispose();
        There.Dispose();
    }
}
