using System.Net;

namespace DockerLint.Oci.Registry.Http;

/// <summary>Which hosts may be talked to without TLS.</summary>
internal sealed class Hosts(RegistryOptions options)
{
    /// <summary>Whether what a URL names may be asked: it is HTTPS, or HTTP of a host that may do without.</summary>
    public bool MayAsk(Uri url) => url.IsAbsoluteUri && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && AllowsPlain(url)));

    /// <summary>Whether a host may be talked to without TLS.</summary>
    public bool AllowsPlain(Uri url) => IsLoopback(url.IdnHost) || options.InsecureRegistries.Any(registry =>
        registry.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase) || registry.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
        || registry.Equals($"{url.IdnHost}:{url.Port}", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a host need not show a certificate that somebody vouches for. TLS does not say which port it is.</summary>
    public bool AllowsAnyCertificate(string host) => options.InsecureRegistries.Any(registry =>
        Uri.TryCreate($"https://{registry}", UriKind.Absolute, out Uri? url) && url.IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether two URLs are of the same scheme, host and port.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) => Uri.Compare(
        one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsLoopback(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
