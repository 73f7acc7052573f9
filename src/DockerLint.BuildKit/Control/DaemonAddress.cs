using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using DockerLint.Build.Outputs;

namespace DockerLint.BuildKit.Control;

/// <summary>Where a daemon is that solves builds.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="EndPoint">Its socket.</param>
/// <param name="Host">The host of a connection by TCP; null for a socket of this machine.</param>
/// <param name="IsDocker">Whether it is a Docker daemon, and BuildKit a part of it.</param>
public sealed record DaemonAddress(string Text, EndPoint EndPoint, string? Host, bool IsDocker)
{
    /// <summary>Where BuildKit listens that is run by root.</summary>
    public const string Usual = "unix:///run/buildkit/buildkitd.sock";

    private const string UnixScheme = "unix://";
    private const string TcpScheme = "tcp://";
    private const string DockerScheme = "docker://";

    /// <summary>
    /// Reads <c>unix://PATH</c>, <c>tcp://HOST:PORT</c>, or <c>docker://</c>: the Docker daemon that <c>DOCKER_HOST</c> names,
    /// or the one that runs here.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="dockerHost">The value of <c>DOCKER_HOST</c>; null where it is not set.</param>
    /// <param name="address">What was read.</param>
    /// <param name="error">Why it is no address.</param>
    public static bool TryParse(string text, string? dockerHost, [NotNullWhen(true)] out DaemonAddress? address, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        error = null;
        string inner = text;
        bool isDocker = text.StartsWith(DockerScheme, StringComparison.Ordinal);
        if (isDocker)
        {
            string rest = text[DockerScheme.Length..];
            inner = rest.StartsWith('/') ? UnixScheme + rest
                : rest.Length > 0 ? TcpScheme + rest
                : string.IsNullOrEmpty(dockerHost) ? DockerDaemon.UsualAddress : dockerHost;
        }

        if (inner.StartsWith(UnixScheme, StringComparison.Ordinal) && inner.Length > UnixScheme.Length)
        {
            string path = inner[UnixScheme.Length..];
            // sun_path of sockaddr_un, unix(7), with a zero at its end.
            if (System.Text.Encoding.UTF8.GetByteCount(path) > 107)
                error = $"'{path}' is too long for the name of a socket";
            else
                address = new DaemonAddress(text, new UnixDomainSocketEndPoint(path), null, isDocker);
        }
        else if (inner.StartsWith(TcpScheme, StringComparison.Ordinal)
            && Uri.TryCreate(inner, UriKind.Absolute, out Uri? uri) && uri is { Host.Length: > 0, Port: > 0, PathAndQuery: "" or "/" })
        {
            address = new DaemonAddress(text, new DnsEndPoint(uri.Host.Trim('[', ']'), uri.Port), uri.Host, isDocker);
        }
        else
        {
            error = $"'{inner}' is none of unix://PATH, tcp://HOST:PORT, docker://";
        }

        return address is not null;
    }
}
