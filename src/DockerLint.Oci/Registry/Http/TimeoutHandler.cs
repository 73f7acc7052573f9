namespace DockerLint.Oci.Registry.Http;

/// <summary>Ends a request during which nothing happens for too long before its answer starts.</summary>
internal sealed class TimeoutHandler(TimeSpan idle, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <exception cref="TimeoutException">Nothing happened for too long.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var expiry = new CancellationTokenSource(idle, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        RequestContext context = RequestContext.Of(request);
        context.Alive = () => expiry.CancelAfter(idle);
        try
        {
            return await base.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Ours, or that of the connection.
            throw new TimeoutException();
        }
        finally
        {
            context.Alive = null;
        }
    }
}
