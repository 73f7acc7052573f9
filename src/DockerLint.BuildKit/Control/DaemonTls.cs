using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DockerLint.BuildKit.Control;

/// <summary>How a daemon is spoken to that is reached by TLS: files in PEM.</summary>
/// <param name="Authority">Certificates of who may vouch for the daemon; null for those that the system trusts.</param>
/// <param name="Certificate">Our certificate; null for none.</param>
/// <param name="Key">Its key.</param>
/// <param name="ServerName">What the daemon's certificate is for; null for the host of the address.</param>
public sealed record DaemonTls(string? Authority, string? Certificate, string? Key, string? ServerName)
{
    /// <summary>The files of a folder: <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>.</summary>
    public static DaemonTls InFolder(string folder) =>
        new(Path.Combine(folder, "ca.pem"), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"), null);

    /// <summary>Secures a connection.</summary>
    /// <param name="stream">The connection; it is closed with what is returned, and where this fails.</param>
    /// <param name="host">The host of the address.</param>
    /// <param name="protocol">What is spoken then.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">A file cannot be used, or one side does not trust the other.</exception>
    internal async Task<Stream> SecureAsync(Stream stream, string host, SslApplicationProtocol protocol, CancellationToken cancellation)
    {
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsClientAsync(Options(host, protocol), cancellation).ConfigureAwait(false);
            return secured;
        }
        catch (Exception failure)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            if (failure is System.Security.Authentication.AuthenticationException or CryptographicException)
                throw new IOException($"no secure connection: {failure.InnerException?.Message ?? failure.Message}", failure);
            throw;
        }
    }

    private SslClientAuthenticationOptions Options(string host, SslApplicationProtocol protocol)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = ServerName ?? host, ApplicationProtocols = [protocol] };
        if (Authority is not null)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(Authority);
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (Certificate is not null)
            options.ClientCertificates = [X509Certificate2.CreateFromPemFile(Certificate, Key)];
        return options;
    }
}
