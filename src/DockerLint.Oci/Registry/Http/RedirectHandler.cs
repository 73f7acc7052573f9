using System.Net;

namespace DockerLint.Oci.Registry.Http;

/// <summary>
/// Follows redirects of what is asked for. Another host is not told who asks, and what was asked for by HTTPS is not asked for
/// by HTTP.
/// </summary>
internal sealed class RedirectHandler(RegistryOptions options, Hosts hosts, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (int followed = 0; ; followed++)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode) || (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head))
                return response;
            using (response)
            {
                if (followed == options.Redirects)
                    throw Refuse(request, $"redirects more than {options.Redirects} times");
                request = Redirected(request, response.Headers.Location);
            }
        }
    }

    private HttpRequestMessage Redirected(HttpRequestMessage request, Uri? location)
    {
        Uri from = request.RequestUri!;
        if (location is null || !Uri.TryCreate(from, location, out Uri? target))
            throw Refuse(request, "redirects to nowhere");
        if (!hosts.MayAsk(target) || (from.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps))
            throw Refuse(request, $"redirects to {Printable.Url(target)}, which is not safe to ask");
        var redirected = new HttpRequestMessage(request.Method, target);
        foreach ((string name, IEnumerable<string> values) in request.Headers)
            redirected.Headers.TryAddWithoutValidation(name, values);
        if (!Hosts.IsSameOrigin(from, target))
            redirected.Headers.Authorization = null;
        RequestContext.Of(request).AttachTo(redirected);
        return redirected;
    }

    private static RegistryException Refuse(HttpRequestMessage request, string what) =>
        new(RegistryErrorKind.BadContent, $"{Printable.Url(request.RequestUri!)} {what}");

    private static bool IsRedirect(HttpStatusCode status) => status is
        HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
