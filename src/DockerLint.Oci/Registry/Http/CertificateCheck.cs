using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DockerLint.Oci.Registry.Http;

/// <summary>Whether the certificate of a registry can be trusted: by the system, or by the authorities of the options.</summary>
internal sealed class CertificateCheck(RegistryOptions options, Hosts hosts)
{
    /// <summary>What TLS connections are made with.</summary>
    public SslClientAuthenticationOptions Options() => new()
    {
        RemoteCertificateValidationCallback = IsTrusted,
        ClientCertificates = options.ClientCertificates.IsEmpty ? null : [.. options.ClientCertificates],
    };

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (sender is SslStream stream && hosts.AllowsAnyCertificate(stream.TargetHostName))
            return true;
        return errors == SslPolicyErrors.RemoteCertificateChainErrors
            && !options.Authorities.IsEmpty
            && certificate is X509Certificate2 own
            && IsVouchedFor(own, chain);
    }

    private bool IsVouchedFor(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(options.Authorities.ToArray());
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1", "serverAuth"));
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainElements.Select(static element => element.Certificate).ToArray());
        return chain.Build(certificate);
    }
}
