using System.Collections.Concurrent;
using System.Net;
using DockerLint.References;

namespace DockerLint.Oci.Registry.Http;

/// <summary>Sends requests to registries, with all that there is about it: TLS, redirects, attempts, credentials.</summary>
internal sealed class Transport : IDisposable
{
    private const string DockerHubHost = "registry-1.docker.io";
    private const int LongestError = 64 * 1024;

    private readonly RegistryOptions _options;
    private readonly Hosts _hosts;
    private readonly HttpMessageInvoker _invoker;

    /// <summary>Without attempts and credentials, to find out how a registry is talked to.</summary>
    private readonly HttpMessageInvoker _probe;

    private readonly ConcurrentDictionary<string, Uri> _origins = new(StringComparer.OrdinalIgnoreCase);

    public Transport(RegistryOptions options, ICredentialSource? credentials)
    {
        _options = options;
        _hosts = new Hosts(options);
        Backoff = new Backoff(options);
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new CertificateCheck(options, _hosts).Options(),
            UseCookies = false,
        };
        var timeout = new TimeoutHandler(options.IdleTimeout, options.Time, sockets);
        var retry = new RetryHandler(Backoff, new RedirectHandler(options, _hosts, timeout));
        _invoker = new HttpMessageInvoker(new AuthenticationHandler(options, credentials, _hosts, retry));
        _probe = new HttpMessageInvoker(timeout, disposeHandler: false);
    }

    /// <summary>How long to wait between attempts.</summary>
    public Backoff Backoff { get; }

    /// <summary>Where a registry is.</summary>
    public async Task<Endpoint> EndpointOfAsync(string registry, CancellationToken cancellation) =>
        new(registry, await OriginOfAsync(registry, cancellation).ConfigureAwait(false), "");

    /// <summary>Where a mirror is, <c>host[:port][/prefix]</c>.</summary>
    public async Task<Endpoint> MirrorAsync(string mirror, CancellationToken cancellation)
    {
        int slash = mirror.IndexOf('/');
        string host = slash < 0 ? mirror : mirror[..slash];
        string prefix = slash < 0 ? "" : mirror[slash..].Trim('/');
        return new Endpoint(host, await OriginOfAsync(host, cancellation).ConfigureAwait(false), prefix.Length == 0 ? "" : $"{prefix}/");
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request; it has a context.</param>
    /// <param name="what">What is asked for, for messages.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <exception cref="RegistryException">There is no answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string what, CancellationToken cancellation)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        string host = request.RequestUri!.Authority;
        try
        {
            return await _invoker.SendAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (Failures.IsOfNetwork(failure))
        {
            throw failure.InnerException as RegistryException ?? Failures.Of(failure, what, host);
        }
    }

    /// <summary>The error for an answer that is none of success.</summary>
    public async Task<RegistryException> FailureAsync(HttpResponseMessage response, string what, CancellationToken cancellation)
    {
        byte[] body = [];
        try
        {
            if (response.Content.Headers.ContentLength is null or <= LongestError)
                body = await Body.ReadAsync(response, LongestError, what, _options, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RegistryException || Failures.IsOfNetwork(failure))
        {
            // The status says enough.
        }

        return Failures.Of(response, body, what);
    }

    /// <summary>Reads the body of an answer.</summary>
    public async Task<byte[]> ReadAsync(HttpResponseMessage response, int longest, string what, CancellationToken cancellation)
    {
        try
        {
            return await Body.ReadAsync(response, longest, what, _options, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (Failures.IsOfNetwork(failure))
        {
            throw Failures.Of(failure, what, response.RequestMessage!.RequestUri!.Authority);
        }
    }

    /// <summary>The URL that an answer names, if it is safe to ask there.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="location">An absolute or relative URL; null where the answer names none.</param>
    /// <param name="what">What was asked for, for messages.</param>
    /// <param name="isSameHost">Whether it must be of the host that has answered.</param>
    public Uri Follow(HttpResponseMessage response, string? location, string what, bool isSameHost)
    {
        Uri from = response.RequestMessage!.RequestUri!;
        if (location is null || !Uri.TryCreate(from, location, out Uri? target))
            throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the answer does not say where to go on");
        bool isSafe = _hosts.MayAsk(target)
            && (from.Scheme != Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttps)
            && (!isSameHost || Hosts.IsSameOrigin(from, target));
        return isSafe
            ? target
            : throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the registry says to go on at {Printable.Url(target)}, which is not safe to ask");
    }

    public void Dispose()
    {
        _probe.Dispose();
        _invoker.Dispose();
    }

    /// <summary>
    /// The URL of a registry. One that may do without TLS is asked whether it does. One that shows a certificate that cannot
    /// be trusted is not asked for less.
    /// </summary>
    private async Task<Uri> OriginOfAsync(string registry, CancellationToken cancellation)
    {
        if (_origins.TryGetValue(registry, out Uri? known))
            return known;
        string host = registry is ImageReference.DockerHub ? DockerHubHost : registry;
        if (!Uri.TryCreate($"https://{host}", UriKind.Absolute, out Uri? secure) || secure.PathAndQuery != "/" || secure.UserInfo.Length > 0)
            throw new RegistryException(RegistryErrorKind.NotFound, $"{Printable.Quote(registry)} is no registry; write host or host:port");
        Uri origin = _hosts.AllowsPlain(secure)
            ? await ChooseAsync(registry, secure, new Uri($"http://{host}"), cancellation).ConfigureAwait(false)
            : secure;
        return _origins.GetOrAdd(registry, origin);
    }

    private async Task<Uri> ChooseAsync(string registry, Uri secure, Uri plain, CancellationToken cancellation)
    {
        RegistryException withTls;
        try
        {
            await ProbeAsync(registry, secure, cancellation).ConfigureAwait(false);
            return secure;
        }
        catch (Exception failure) when (Failures.IsOfNetwork(failure))
        {
            withTls = Failures.Of(failure, registry, secure.Authority);
        }

        try
        {
            // What servers say that expect TLS (Go's, nginx).
            if (await ProbeAsync(registry, plain, cancellation).ConfigureAwait(false) != HttpStatusCode.BadRequest)
                return plain;
        }
        catch (Exception failure) when (Failures.IsOfNetwork(failure))
        {
            // It does not speak HTTP either.
        }

        throw withTls;
    }

    private async Task<HttpStatusCode> ProbeAsync(string registry, Uri origin, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(origin, "/v2/"));
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        new RequestContext { Registry = registry, Origin = origin, IsAnonymous = true }.AttachTo(request);
        using HttpResponseMessage response = await _probe.SendAsync(request, cancellation).ConfigureAwait(false);
        return response.StatusCode;
    }
}
