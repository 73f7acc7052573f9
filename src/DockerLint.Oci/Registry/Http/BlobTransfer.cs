using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry.Headers;
using DockerLint.References;

namespace DockerLint.Oci.Registry.Http;

/// <summary>Brings blobs from and to registries. What breaks off goes on from where it stood.</summary>
internal sealed class BlobTransfer(Transport transport, RegistryOptions options)
{
    private const int BufferLength = 128 * 1024;

    /// <summary>An attempt that brought less counts as failed, so that nobody keeps us busy with a byte at a time.</summary>
    private const long LeastProgress = 64 * 1024;

    /// <summary>Downloads a blob and commits it.</summary>
    public async Task DownloadAsync(
        Endpoint endpoint, Repository repository, Descriptor blob, IBlobWriter target, Action<long>? progress, CancellationToken cancellation)
    {
        string what = $"{repository}@{blob.Digest}";
        if (target.Length > blob.Size)
            target.Restart();
        await RepeatAsync(
            () => target.Length,
            () => target.Length < blob.Size ? ReadAsync(endpoint, repository, blob, target, progress, what, cancellation) : Task.CompletedTask,
            cancellation).ConfigureAwait(false);
        if (!target.Commit())
            throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the content has another digest, so it is damaged; it was dropped");
    }

    /// <summary>Uploads a blob.</summary>
    public async Task UploadAsync(
        Endpoint endpoint, Repository repository, Descriptor blob, Func<Stream> open, Action<long>? progress, CancellationToken cancellation)
    {
        var upload = new Upload(transport, options, endpoint, repository, blob, open, progress);
        await RepeatAsync(() => upload.Sent, () => upload.RunAsync(cancellation), cancellation).ConfigureAwait(false);
    }

    /// <summary>Has a registry take a blob from another of its repositories.</summary>
    public async Task<bool> MountAsync(
        Endpoint endpoint, Repository target, Digest digest, Repository origin, CancellationToken cancellation)
    {
        string what = $"{target}@{digest}";
        Uri url = endpoint.UrlOf(target, $"blobs/uploads/?mount={Uri.EscapeDataString(digest.Text)}&from={Uri.EscapeDataString(endpoint.NameOf(origin))}");
        RequestContext context = Context(endpoint, [endpoint.ScopeOf(target, "pull,push"), endpoint.ScopeOf(origin, "pull")]);
        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, url, context, null, what, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Created)
            return true;
        // It has started an upload instead, which goes another way.
        if (response.StatusCode == HttpStatusCode.Accepted && response.Headers.Location is { } location)
        {
            Uri started = transport.Follow(response, location.OriginalString, what, isSameHost: false);
            using HttpResponseMessage ended = await SendAsync(HttpMethod.Delete, started, context, null, what, cancellation).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Tries until it is done, as long as failures may pass and are not too many in a row that bring nothing.</summary>
    /// <param name="done">The bytes that are there.</param>
    /// <param name="attempt">Goes on from there.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    private async Task RepeatAsync(Func<long> done, Func<Task> attempt, CancellationToken cancellation)
    {
        for (int failed = 0; ;)
        {
            long before = done();
            RegistryException failure;
            try
            {
                await attempt().ConfigureAwait(false);
                return;
            }
            catch (RegistryException caught) when (Failures.MayPass(caught))
            {
                failure = caught;
            }

            failed = done() - before >= LeastProgress ? 1 : failed + 1;
            if (failed >= options.Attempts)
                throw failure;
            await transport.Backoff.WaitAsync(transport.Backoff.After(failed), cancellation).ConfigureAwait(false);
        }
    }

    private static RequestContext Context(Endpoint endpoint, string[] scopes) =>
        new() { Registry = endpoint.Registry, Origin = endpoint.Origin, Scopes = [.. scopes] };

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri url, RequestContext context, HttpContent? content, string what, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        context.AttachTo(request);
        return await transport.SendAsync(request, what, cancellation).ConfigureAwait(false);
    }

    private async Task ReadAsync(
        Endpoint endpoint, Repository repository, Descriptor blob, IBlobWriter target, Action<long>? progress, string what, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.UrlOf(repository, $"blobs/{blob.Digest}"));
        if (target.Length > 0)
            request.Headers.Range = new RangeHeaderValue(target.Length, null);
        Context(endpoint, [endpoint.ScopeOf(repository, "pull")]).AttachTo(request);
        using HttpResponseMessage response = await transport.SendAsync(request, what, cancellation).ConfigureAwait(false);
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From == target.Length:
                break;
            case HttpStatusCode.PartialContent:
                target.Restart();
                throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the registry sent another part of it than was asked for");
            case HttpStatusCode.OK:
                if (target.Length > 0)
                    target.Restart();
                break;
            default:
                throw await transport.FailureAsync(response, what, cancellation).ConfigureAwait(false);
        }

        Body.RefuseEncoding(response, what);
        if (response.Content.Headers.ContentLength is { } announced && announced != blob.Size - target.Length)
        {
            string wrong = $"{what}: the registry announces {announced} bytes where {blob.Size - target.Length} are missing";
            target.Restart();
            throw new RegistryException(RegistryErrorKind.BadContent, wrong);
        }

        try
        {
            await CopyAsync(response, blob, target, progress, what, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (Failures.IsOfNetwork(failure))
        {
            throw Failures.Of(failure, what, response.RequestMessage!.RequestUri!.Authority);
        }
    }

    private async Task CopyAsync(
        HttpResponseMessage response, Descriptor blob, IBlobWriter target, Action<long>? progress, string what, CancellationToken cancellation)
    {
        using var expiry = new CancellationTokenSource(options.IdleTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, expiry.Token);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            while (true)
            {
                int read = await body.ReadAsync(buffer, either.Token).ConfigureAwait(false);
                if (read == 0)
                    break;
                expiry.CancelAfter(options.IdleTimeout);
                if (read > blob.Size - target.Length)
                {
                    target.Restart();
                    throw new RegistryException(RegistryErrorKind.TooLarge, $"{what}: the registry sends more than its {blob.Size} bytes; it was dropped");
                }

                await target.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                progress?.Invoke(target.Length);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (target.Length < blob.Size)
            throw new RegistryException(RegistryErrorKind.Unreachable, $"{what}: it broke off after {target.Length} of {blob.Size} bytes");
    }

    /// <summary>The upload of one blob (OCI distribution specification, "Pushing blobs").</summary>
    private sealed class Upload(
        Transport transport,
        RegistryOptions options,
        Endpoint endpoint,
        Repository repository,
        Descriptor blob,
        Func<Stream> open,
        Action<long>? progress)
    {
        private const string ChunkLengthHeader = "OCI-Chunk-Min-Length";

        private readonly string _what = $"{repository}@{blob.Digest}";
        private int _chunk = options.ChunkLength;

        /// <summary>Where to go on; null before the start.</summary>
        private Uri? _location;

        /// <summary>Bytes that the registry has.</summary>
        public long Sent { get; private set; }

        /// <summary>Runs to the end, or goes on after a failure.</summary>
        public async Task RunAsync(CancellationToken cancellation)
        {
            if (_location is null || !await ResumeAsync(_location, cancellation).ConfigureAwait(false))
                await StartAsync(cancellation).ConfigureAwait(false);
            while (blob.Size - Sent > _chunk)
                await SendChunkAsync(_chunk, cancellation).ConfigureAwait(false);
            // A registry that has a part already need not take the rest with the end.
            if (Sent > 0 && Sent < blob.Size)
                await SendChunkAsync(blob.Size - Sent, cancellation).ConfigureAwait(false);
            await EndAsync(cancellation).ConfigureAwait(false);
        }

        private async Task StartAsync(CancellationToken cancellation)
        {
            Sent = 0;
            using HttpResponseMessage response = await SendAsync(
                HttpMethod.Post, endpoint.UrlOf(repository, "blobs/uploads/"), null, Context(isRepeatable: true), cancellation).ConfigureAwait(false);
            await DemandAsync(response, HttpStatusCode.Accepted, cancellation).ConfigureAwait(false);
            if (response.Headers.NonValidated.TryGetValues(ChunkLengthHeader, out HeaderStringValues least)
                && int.TryParse(least.First(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int length))
            {
                _chunk = Math.Max(_chunk, length);
            }

            _location = Follow(response);
        }

        /// <summary>Asks how much the registry has; false where it knows nothing of the upload any more.</summary>
        private async Task<bool> ResumeAsync(Uri location, CancellationToken cancellation)
        {
            using HttpResponseMessage response = await SendAsync(HttpMethod.Get, location, null, Context(isRepeatable: true), cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode || LengthOf(response) is not { } length || length == 0 || length > blob.Size)
                return false;
            Sent = length;
            if (response.Headers.Location is not null)
                _location = Follow(response);
            return true;
        }

        private async Task SendChunkAsync(long length, CancellationToken cancellation)
        {
            RequestContext context = Context(isRepeatable: false);
            BlobContent content = Content(length, context);
            content.Headers.TryAddWithoutValidation("Content-Range", $"{Sent}-{Sent + length - 1}");
            using HttpResponseMessage response = await SendAsync(HttpMethod.Patch, _location!, content, context, cancellation).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.NoContent or HttpStatusCode.Created))
                throw await transport.FailureAsync(response, _what, cancellation).ConfigureAwait(false);
            _location = Follow(response);
            // It may have taken less.
            long taken = LengthOf(response) ?? Sent + length;
            if (taken <= Sent || taken > Sent + length)
                throw new RegistryException(RegistryErrorKind.BadContent, $"{_what}: the registry has {taken} bytes after {Sent + length} were sent");
            Sent = taken;
        }

        private async Task EndAsync(CancellationToken cancellation)
        {
            RequestContext context = Context(isRepeatable: false);
            BlobContent content = Content(blob.Size - Sent, context);
            string separator = _location!.Query.Length > 0 ? "&" : "?";
            var url = new Uri($"{_location.AbsoluteUri}{separator}digest={Uri.EscapeDataString(blob.Digest.Text)}");
            using HttpResponseMessage response = await SendAsync(HttpMethod.Put, url, content, context, cancellation).ConfigureAwait(false);
            await DemandAsync(response, HttpStatusCode.Created, cancellation).ConfigureAwait(false);
            Sent = blob.Size;
        }

        private BlobContent Content(long length, RequestContext context)
        {
            var content = new BlobContent(open, Sent, length, context, progress);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            return content;
        }

        private RequestContext Context(bool isRepeatable) => new()
        {
            Registry = endpoint.Registry,
            Origin = endpoint.Origin,
            Scopes = [endpoint.ScopeOf(repository, "pull,push")],
            IsRepeatable = isRepeatable,
        };

        private async Task<HttpResponseMessage> SendAsync(
            HttpMethod method, Uri url, HttpContent? content, RequestContext context, CancellationToken cancellation)
        {
            using var request = new HttpRequestMessage(method, url) { Content = content };
            context.AttachTo(request);
            return await transport.SendAsync(request, _what, cancellation).ConfigureAwait(false);
        }

        private async Task DemandAsync(HttpResponseMessage response, HttpStatusCode status, CancellationToken cancellation)
        {
            if (response.StatusCode != status)
                throw await transport.FailureAsync(response, _what, cancellation).ConfigureAwait(false);
        }

        private Uri Follow(HttpResponseMessage response) =>
            transport.Follow(response, response.Headers.Location?.OriginalString, _what, isSameHost: false);

        private static long? LengthOf(HttpResponseMessage response) =>
            response.Headers.NonValidated.TryGetValues("Range", out HeaderStringValues fields) ? UploadRange.Length(fields.First()) : null;
    }
}
