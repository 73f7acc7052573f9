using System.Net;

namespace DockerLint.Oci.Registry.Http;

/// <summary>Sends a request again that a registry had no time for, or that did not come through.</summary>
internal sealed class RetryHandler(Backoff backoff, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RequestContext context = RequestContext.Of(request);
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan wait = backoff.After(attempt);
            try
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (attempt == backoff.Attempts || !MayRepeat(response.StatusCode, context))
                    return response;
                wait = backoff.Demanded(response) ?? wait;
                if (wait > backoff.Longest)
                    return response;
                response.Dispose();
            }
            catch (Exception failure) when (context.IsRepeatable && attempt < backoff.Attempts && Failures.MayPass(failure))
            {
                // Tried again below.
            }

            await backoff.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A request that was refused for lack of time has not been done.</summary>
    private static bool MayRepeat(HttpStatusCode status, RequestContext context) => status switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => context.IsRepeatable,
        _ => false,
    };
}
