using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DockerLint.Cli.Tests.Images;

/// <summary>
/// TLS in front of a Docker daemon, which lets in who has a certificate of its authority. What comes in is handed on to the
/// daemon as it is, or to the BuildKit in it, as buildkitd itself would take it.
/// </summary>
internal sealed class SecureFront : IAsyncDisposable
{
    private readonly RealDaemon _daemon;
    private readonly bool _isBuildKit;
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2 _authority;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _work;

    /// <param name="daemon">The daemon.</param>
    /// <param name="isBuildKit">Whether the BuildKit in it is spoken to.</param>
    /// <param name="folder">Gets the files that a client needs: <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>.</param>
    public SecureFront(RealDaemon daemon, bool isBuildKit, TemporaryFolder folder)
    {
        (_daemon, _isBuildKit) = (daemon, isBuildKit);
        _authority = Authority("front");
        _certificate = Signed(_authority, "localhost");
        using X509Certificate2 client = Signed(_authority, "client");
        Write(folder, _authority, client);
        _listener.Start();
        _work = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Writes what a client of another authority would have.</summary>
    public static void WriteForeign(TemporaryFolder folder)
    {
        using X509Certificate2 authority = Authority("foreign");
        using X509Certificate2 client = Signed(authority, "client");
        Write(folder, authority, client);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _work;
        _ending.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(open);
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            await using (var secured = new SslStream(client.GetStream()))
            {
                await secured.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificate = _certificate,
                        ClientCertificateRequired = true,
                        ApplicationProtocols = [_isBuildKit ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11],
                        CertificateChainPolicy = new X509ChainPolicy
                        {
                            TrustMode = X509ChainTrustMode.CustomRootTrust,
                            RevocationMode = X509RevocationMode.NoCheck,
                            CustomTrustStore = { _authority },
                        },
                    },
                    _ending.Token);
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(_daemon.Socket));
                await using var inner = new NetworkStream(socket);
                if (_isBuildKit)
                    await UpgradeAsync(inner);
                await Task.WhenAny(secured.CopyToAsync(inner, _ending.Token), inner.CopyToAsync(secured, _ending.Token));
            }
        }
        catch (Exception failure) when (failure is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException or SocketException)
        {
            // Who is not let in, or has gone, is none of the front's concern.
        }
    }

    /// <summary>Has the daemon hand the connection to its BuildKit.</summary>
    private async Task UpgradeAsync(NetworkStream daemon)
    {
        await daemon.WriteAsync("POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"u8.ToArray(), _ending.Token);
        var answer = new StringBuilder();
        byte[] one = new byte[1];
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await daemon.ReadAsync(one, _ending.Token) > 0)
            answer.Append((char)one[0]);
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
    }

    private static X509Certificate2 Signed(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddMinutes(50), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private static void Write(TemporaryFolder folder, X509Certificate2 authority, X509Certificate2 client) => folder
        .With("ca.pem", authority.ExportCertificatePem())
        .With("cert.pem", client.ExportCertificatePem())
        .With("key.pem", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
}
