using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry.Headers;
using DockerLint.Oci.Registry.Http;
using DockerLint.References;

namespace DockerLint.Oci.Registry;

/// <summary>
/// Talks to registries (https://github.com/opencontainers/distribution-spec/blob/main/spec.md). What they send is verified
/// by its digest. It may be used by many threads at once; it keeps connections and tokens until it is disposed.
/// </summary>
/// <remarks>
/// Its methods throw <see cref="RegistryException"/>, <see cref="OperationCanceledException"/> where the caller has cancelled,
/// and what the <see cref="ICredentialSource"/> throws; nothing else.
/// </remarks>
public sealed class RegistryClient : IDisposable
{
    private const int LongestList = 16 * 1024 * 1024;
    private const string ContentDigestHeader = "Docker-Content-Digest";
    private const string Pull = "pull";
    private const string Push = "pull,push";
    private const string Delete = "pull,delete";

    private readonly Transport _transport;
    private readonly BlobTransfer _blobs;

    /// <summary>A client.</summary>
    /// <param name="options">How registries are talked to.</param>
    /// <param name="credentials">Knows the credentials of registries; null to have none.</param>
    public RegistryClient(RegistryOptions options, ICredentialSource? credentials = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _transport = new Transport(options, credentials);
        _blobs = new BlobTransfer(_transport, options);
    }

    /// <summary>How registries are talked to.</summary>
    public RegistryOptions Options { get; }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <summary>Asks whether a registry is there and, where there is a credential for it, takes it.</summary>
    /// <param name="registry">Host and port as references have them, such as <c>docker.io</c>.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task PingAsync(string registry, CancellationToken cancellation)
    {
        Endpoint endpoint = await _transport.EndpointOfAsync(registry, cancellation).ConfigureAwait(false);
        using HttpRequestMessage request = Request(HttpMethod.Get, endpoint, new Uri(endpoint.Origin, "/v2/"));
        using HttpResponseMessage response = await SendAsync(request, registry, cancellation).ConfigureAwait(false);
    }

    /// <summary>What an image's tag or digest stands for, without its content.</summary>
    /// <param name="image">The image; without tag and digest, <c>latest</c>.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>null where the registry has no such repository, tag or digest.</returns>
    public async Task<Descriptor?> FindManifestAsync(ImageReference image, CancellationToken cancellation)
    {
        var repository = Repository.Of(image);
        try
        {
            return await FromAnyAsync(repository, endpoint => FindManifestAsync(endpoint, repository, image, cancellation), cancellation).ConfigureAwait(false);
        }
        catch (RegistryException failure) when (failure.Error.Kind == RegistryErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>A manifest or index.</summary>
    /// <param name="image">The image; without tag and digest, <c>latest</c>. With a digest the content has that digest.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<FetchedManifest> GetManifestAsync(ImageReference image, CancellationToken cancellation)
    {
        var repository = Repository.Of(image);
        return FromAnyAsync(repository, endpoint => GetManifestAsync(endpoint, repository, image, cancellation), cancellation);
    }

    /// <summary>Puts a manifest or index into a registry, which must have all that it names.</summary>
    /// <param name="image">Where to: under its tag, <c>latest</c> where it has none; where it has a digest, under that alone.</param>
    /// <param name="mediaType">What it is.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellation">Ends the request.</param>
    /// <returns>Its descriptor.</returns>
    public async Task<Descriptor> PutManifestAsync(
        ImageReference image, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var repository = Repository.Of(image);
        string what = What(image);
        Endpoint endpoint = await _transport.EndpointOfAsync(repository.Registry, cancellation).ConfigureAwait(false);
        using HttpRequestMessage request = Request(HttpMethod.Put, endpoint, ManifestUrl(endpoint, repository, image), endpoint.ScopeOf(repository, Push));
        request.Content = new ReadOnlyMemoryContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } };
        using HttpResponseMessage response = await SendAsync(request, what, cancellation).ConfigureAwait(false);
        var descriptor = new Descriptor(mediaType, ContentDigest.Of(content.Span, image.Digest?.Algorithm ?? ContentDigest.Usual), content.Length);
        if (DigestOf(response, what) is { } announced && announced.Algorithm == descriptor.Digest.Algorithm && announced != descriptor.Digest)
            throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the registry took it as {announced}, but it is {descriptor.Digest}");
        if (!response.Headers.NonValidated.Contains("OCI-Subject")
            && ManifestDocument.Read(content, mediaType).Value is { Subject: { } subject } document)
        {
            await AddReferrerAsync(repository, subject.Digest, Described(descriptor, document), cancellation).ConfigureAwait(false);
        }

        return descriptor;
    }

    /// <summary>Takes a manifest out of a registry, by its digest with all its tags, or one tag.</summary>
    public async Task DeleteManifestAsync(ImageReference image, CancellationToken cancellation)
    {
        var repository = Repository.Of(image);
        Endpoint endpoint = await _transport.EndpointOfAsync(repository.Registry, cancellation).ConfigureAwait(false);
        using HttpRequestMessage request = Request(HttpMethod.Delete, endpoint, ManifestUrl(endpoint, repository, image), endpoint.ScopeOf(repository, Delete));
        using HttpResponseMessage response = await SendAsync(request, What(image), cancellation).ConfigureAwait(false);
    }

    /// <summary>The tags of a repository, in the order of the registry, asked for as they are read.</summary>
    public IAsyncEnumerable<string> ListTagsAsync(Repository repository, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return ListAsync(
            repository.Registry,
            $"the tags of {repository}",
            endpoint => (endpoint.UrlOf(repository, $"tags/list?n={Options.PageLength}"), endpoint.ScopeOf(repository, Pull)),
            "tags",
            tag => ImageReference.Parse($"{repository}:{tag}").Reference is { } image && image.Tag == tag,
            cancellation);
    }

    /// <summary>The repositories of a registry, such as <c>library/redis</c>. Public registries do not tell.</summary>
    /// <param name="registry">Host and port as references have them.</param>
    /// <param name="cancellation">Ends the requests.</param>
    public IAsyncEnumerable<string> ListRepositoriesAsync(string registry, CancellationToken cancellation) => ListAsync(
        registry,
        $"the repositories of {registry}",
        endpoint => (new Uri(endpoint.Origin, $"/v2/_catalog?n={Options.PageLength}"), "registry:catalog:*"),
        "repositories",
        path => Repository.TryCreate(registry, path, out _),
        cancellation);

    /// <summary>Whether a registry has a blob in a repository.</summary>
    public async Task<bool> HasBlobAsync(Repository repository, Digest digest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        Endpoint endpoint = await _transport.EndpointOfAsync(repository.Registry, cancellation).ConfigureAwait(false);
        using HttpRequestMessage request = Request(HttpMethod.Head, endpoint, endpoint.UrlOf(repository, $"blobs/{digest}"), endpoint.ScopeOf(repository, Push));
        using HttpResponseMessage response = await _transport.SendAsync(request, $"{repository}@{digest}", cancellation).ConfigureAwait(false);
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound => false,
            _ when response.IsSuccessStatusCode => true,
            _ => throw await _transport.FailureAsync(response, $"{repository}@{digest}", cancellation).ConfigureAwait(false),
        };
    }

    /// <summary>Downloads a blob, from where <paramref name="target"/> stands on, and commits it.</summary>
    /// <param name="repository">Where it is.</param>
    /// <param name="blob">The blob. What has not its length and digest is dropped.</param>
    /// <param name="target">Where to. After <see cref="RegistryErrorKind.BadContent"/> it is of no use any more.</param>
    /// <param name="progress">Told how many bytes there are; null to tell nobody.</param>
    /// <param name="cancellation">Ends the download. What there is stays for the next.</param>
    public Task DownloadBlobAsync(
        Repository repository, Descriptor blob, IBlobWriter target, Action<long>? progress, CancellationToken cancellation) =>
        DownloadBlobAsync(repository, blob, target, progress, mayMirror: true, cancellation);

    /// <summary>The same, from the registry itself where mirrors may not be asked.</summary>
    internal async Task DownloadBlobAsync(
        Repository repository, Descriptor blob, IBlobWriter target, Action<long>? progress, bool mayMirror, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(blob);
        ArgumentNullException.ThrowIfNull(target);
        foreach (string mirror in mayMirror ? MirrorsOf(repository) : [])
        {
            try
            {
                Endpoint other = await _transport.MirrorAsync(mirror, cancellation).ConfigureAwait(false);
                await _blobs.DownloadAsync(other, repository, blob, target, progress, cancellation).ConfigureAwait(false);
                return;
            }
            catch (RegistryException failure) when (failure.Error.Kind != RegistryErrorKind.BadContent)
            {
                // The next one goes on where this one stopped. After content that is wrong the writer is of no use.
            }
        }

        Endpoint endpoint = await _transport.EndpointOfAsync(repository.Registry, cancellation).ConfigureAwait(false);
        await _blobs.DownloadAsync(endpoint, repository, blob, target, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Uploads a blob. One that breaks off goes on where the registry stands.</summary>
    /// <param name="repository">Where to.</param>
    /// <param name="blob">The blob.</param>
    /// <param name="open">Opens its content; the stream can seek. It may be called more than once.</param>
    /// <param name="progress">Told how many bytes are sent; null to tell nobody.</param>
    /// <param name="cancellation">Ends the upload.</param>
    public async Task UploadBlobAsync(
        Repository repository, Descriptor blob, Func<Stream> open, Action<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(blob);
        Endpoint endpoint = await _transport.EndpointOfAsync(repository.Registry, cancellation).ConfigureAwait(false);
        await _blobs.UploadAsync(endpoint, repository, blob, open, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Has a registry take a blob from another of its repositories.</summary>
    /// <returns>Whether it did; else it must be uploaded.</returns>
    public async Task<bool> MountBlobAsync(Repository target, Digest digest, Repository origin, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(origin);
        if (target.Registry != origin.Registry)
            return false;
        Endpoint endpoint = await _transport.EndpointOfAsync(target.Registry, cancellation).ConfigureAwait(false);
        return await _blobs.MountAsync(endpoint, target, digest, origin, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes a blob out of a repository.</summary>
    public async Task DeleteBlobAsync(Repository repository, Digest digest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        Endpoint endpoint = await _transport.EndpointOfAsync(repository.Registry, cancellation).ConfigureAwait(false);
        using HttpRequestMessage request = Request(HttpMethod.Delete, endpoint, endpoint.UrlOf(repository, $"blobs/{digest}"), endpoint.ScopeOf(repository, Delete));
        using HttpResponseMessage response = await SendAsync(request, $"{repository}@{digest}", cancellation).ConfigureAwait(false);
    }

    /// <summary>What says something of a manifest: signatures, attestations, lists of what is in it.</summary>
    /// <param name="repository">Where it is.</param>
    /// <param name="digest">The manifest, which need not be there.</param>
    /// <param name="artifactType">Only those of a kind; null for all.</param>
    /// <param name="cancellation">Ends the requests.</param>
    public async Task<ImmutableArray<Descriptor>> ListReferrersAsync(
        Repository repository, Digest digest, string? artifactType, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(digest);
        string what = $"what refers to {repository}@{digest}";
        Endpoint endpoint = await _transport.EndpointOfAsync(repository.Registry, cancellation).ConfigureAwait(false);
        string query = artifactType is null ? "" : $"?artifactType={Uri.EscapeDataString(artifactType)}";
        ImmutableArray<Descriptor>.Builder referrers = ImmutableArray.CreateBuilder<Descriptor>();
        try
        {
            Uri url = endpoint.UrlOf(repository, $"referrers/{digest}{query}");
            await foreach (byte[] page in PagesAsync(endpoint, url, endpoint.ScopeOf(repository, Pull), MediaTypes.OciIndex, what, cancellation).ConfigureAwait(false))
                referrers.AddRange(IndexOf(page, what).Manifests);
        }
        catch (RegistryException failure) when (failure.Error.Kind is RegistryErrorKind.NotFound && referrers.Count == 0)
        {
            // A registry that does not know the question: they are listed under a tag (OCI distribution specification, "Referrers Tag Schema").
            if (await ReferrersTagAsync(repository, digest, cancellation).ConfigureAwait(false) is { } index)
                referrers.AddRange(index.Manifests);
        }

        return [.. referrers.Where(referrer => artifactType is null || referrer.ArtifactType == artifactType)];
    }

    /// <summary>Asks Docker Hub for images.</summary>
    /// <param name="term">What to search for.</param>
    /// <param name="limit">The most images, from 1 to 100.</param>
    /// <param name="cancellation">Ends the request.</param>
    public async Task<ImmutableArray<SearchResult>> SearchAsync(string term, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(term);
        string what = $"the search for {Printable.Quote(term)}";
        var endpoint = new Endpoint(ImageReference.DockerHub, new Uri(Options.SearchService, "/"), "");
        Uri url = new($"{Options.SearchService}?q={Uri.EscapeDataString(term)}&n={Math.Clamp(limit, 1, 100)}");
        using HttpRequestMessage request = Request(HttpMethod.Get, endpoint, url, isAnonymous: true);
        using HttpResponseMessage response = await SendAsync(request, what, cancellation).ConfigureAwait(false);
        byte[] body = await _transport.ReadAsync(response, LongestList, what, cancellation).ConfigureAwait(false);
        DocumentResult<Found> found = Document.Read(body, LongestList, static members => new Found(members.Objects("results", static item => new SearchResult(
            item.RequiredText("name"),
            item.Text("description") ?? "",
            item.Has("star_count") ? item.RequiredLength("star_count") : 0,
            item.Flag("is_official")))));
        return found.Success
            ? [.. found.Value.Results.Take(limit)]
            : throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the answer {found.Error}");
    }

    private static HttpRequestMessage Request(HttpMethod method, Endpoint endpoint, Uri url, string? scope = null, bool isAnonymous = false)
    {
        var request = new HttpRequestMessage(method, url);
        new RequestContext
        {
            Registry = endpoint.Registry,
            Origin = endpoint.Origin,
            Scopes = scope is null ? [] : [scope],
            IsAnonymous = isAnonymous,
        }.AttachTo(request);
        return request;
    }

    private static Uri ManifestUrl(Endpoint endpoint, Repository repository, ImageReference image) =>
        endpoint.UrlOf(repository, $"manifests/{image.Digest?.Text ?? image.Tag ?? ImageReference.DefaultTag}");

    /// <summary>The image as messages name it.</summary>
    private static string What(ImageReference image) => image.ToResolvedString();

    private static Digest? DigestOf(HttpResponseMessage response, string what)
    {
        if (!response.Headers.NonValidated.TryGetValues(ContentDigestHeader, out HeaderStringValues fields))
            return null;
        return Digest.TryParse(fields.First(), out Digest? digest, out _)
            ? digest
            : throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the registry calls {Printable.Quote(fields.First())} its digest, which is none");
    }

    private static string? NextPage(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Link", out HeaderStringValues fields)
            ? fields.Select(LinkHeader.Next).FirstOrDefault(static next => next is not null)
            : null;

    private static ImageIndex IndexOf(byte[] page, string what)
    {
        DocumentResult<ManifestDocument> document = ManifestDocument.Read(page, MediaTypes.OciIndex);
        return document.Value as ImageIndex
            ?? throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the answer {document.Error}");
    }

    private static Descriptor Described(Descriptor descriptor, ManifestDocument document) => descriptor with
    {
        ArtifactType = document.ArtifactType ?? (document as ImageManifest)?.Config.MediaType,
        Annotations = document.Annotations,
    };

    private static ImageReference ReferrersTag(Repository repository, Digest digest) =>
        repository.WithTag(digest.Text.Replace(':', '-'));

    /// <summary>Asks the mirrors of a registry, then the registry itself, until one has what is asked for.</summary>
    private async Task<T> FromAnyAsync<T>(Repository repository, Func<Endpoint, Task<T>> ask, CancellationToken cancellation)
    {
        foreach (string mirror in MirrorsOf(repository))
        {
            try
            {
                return await ask(await _transport.MirrorAsync(mirror, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (RegistryException)
            {
                // The next one may have it; the registry itself has the last word.
            }
        }

        return await ask(await _transport.EndpointOfAsync(repository.Registry, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private ImmutableArray<string> MirrorsOf(Repository repository) => Options.Mirrors.GetValueOrDefault(repository.Registry, []);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string what, CancellationToken cancellation)
    {
        HttpResponseMessage response = await _transport.SendAsync(request, what, cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await _transport.FailureAsync(response, what, cancellation).ConfigureAwait(false);
    }

    private async Task<Descriptor> FindManifestAsync(
        Endpoint endpoint, Repository repository, ImageReference image, CancellationToken cancellation)
    {
        string what = What(image);
        using (HttpRequestMessage request = ManifestRequest(HttpMethod.Head, endpoint, repository, image))
        using (HttpResponseMessage response = await _transport.SendAsync(request, what, cancellation).ConfigureAwait(false))
        {
            if (response.IsSuccessStatusCode
                && DigestOf(response, what) is { } digest
                && response.Content.Headers is { ContentLength: { } length, ContentType.MediaType: { } mediaType }
                && (MediaTypes.IsIndex(mediaType) || MediaTypes.IsManifest(mediaType)))
            {
                return image.Digest is null || image.Digest == digest || image.Digest.Algorithm != digest.Algorithm
                    ? new Descriptor(mediaType, digest, length)
                    : throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the registry has {digest} for it");
            }

            if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.MethodNotAllowed)
                throw await _transport.FailureAsync(response, what, cancellation).ConfigureAwait(false);
        }

        return (await GetManifestAsync(endpoint, repository, image, cancellation).ConfigureAwait(false)).Descriptor;
    }

    private static HttpRequestMessage ManifestRequest(HttpMethod method, Endpoint endpoint, Repository repository, ImageReference image)
    {
        HttpRequestMessage request = Request(method, endpoint, ManifestUrl(endpoint, repository, image), endpoint.ScopeOf(repository, Pull));
        foreach (string mediaType in MediaTypes.Manifests)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        return request;
    }

    private async Task<FetchedManifest> GetManifestAsync(
        Endpoint endpoint, Repository repository, ImageReference image, CancellationToken cancellation)
    {
        string what = What(image);
        using HttpRequestMessage request = ManifestRequest(HttpMethod.Get, endpoint, repository, image);
        using HttpResponseMessage response = await SendAsync(request, what, cancellation).ConfigureAwait(false);
        byte[] content = await _transport.ReadAsync(response, Document.LongestManifest, what, cancellation).ConfigureAwait(false);
        Digest? announced = DigestOf(response, what);
        Digest digest = ContentDigest.Of(content, image.Digest?.Algorithm ?? announced?.Algorithm ?? ContentDigest.Usual);
        if ((image.Digest ?? announced) is { } expected && expected != digest)
            throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the registry sent {digest} for {expected}, so it is damaged");
        DocumentResult<ManifestDocument> document = ManifestDocument.Read(content, response.Content.Headers.ContentType?.MediaType);
        return document.Success
            ? new FetchedManifest(new Descriptor(document.Value.MediaType, digest, content.Length), content, document.Value)
            : throw new RegistryException(RegistryErrorKind.BadContent, $"{what} {Printable.Sentence(document.Error)}");
    }

    private async IAsyncEnumerable<string> ListAsync(
        string registry,
        string what,
        Func<Endpoint, (Uri Url, string Scope)> first,
        string name,
        Func<string, bool> isValid,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        Endpoint endpoint = await _transport.EndpointOfAsync(registry, cancellation).ConfigureAwait(false);
        (Uri url, string scope) = first(endpoint);
        await foreach (byte[] page in PagesAsync(endpoint, url, scope, "application/json", what, cancellation).ConfigureAwait(false))
        {
            DocumentResult<Names> names = Document.Read(page, LongestList, members => new Names(members.Texts(name)));
            if (!names.Success)
                throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the answer {Printable.Sentence(names.Error)}");
            foreach (string item in names.Value.Items)
            {
                yield return isValid(item)
                    ? item
                    : throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: {Printable.Quote(item)} is none");
            }
        }
    }

    private async IAsyncEnumerable<byte[]> PagesAsync(
        Endpoint endpoint, Uri url, string scope, string accept, string what, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var asked = new HashSet<Uri>();
        for (Uri? next = url; next is not null;)
        {
            if (!asked.Add(next) || asked.Count > Options.Pages)
                throw new RegistryException(RegistryErrorKind.BadContent, $"{what}: the list has no end");
            using HttpRequestMessage request = Request(HttpMethod.Get, endpoint, next, scope);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
            using HttpResponseMessage response = await SendAsync(request, what, cancellation).ConfigureAwait(false);
            yield return await _transport.ReadAsync(response, LongestList, what, cancellation).ConfigureAwait(false);
            next = NextPage(response) is { } link ? _transport.Follow(response, link, what, isSameHost: true) : null;
        }
    }

    private async Task<ImageIndex?> ReferrersTagAsync(Repository repository, Digest digest, CancellationToken cancellation)
    {
        try
        {
            return (await GetManifestAsync(ReferrersTag(repository, digest), cancellation).ConfigureAwait(false)).Document as ImageIndex;
        }
        catch (RegistryException failure) when (failure.Error.Kind == RegistryErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Lists a referrer under a tag, for a registry that does not find out itself.</summary>
    private async Task AddReferrerAsync(Repository repository, Digest subject, Descriptor referrer, CancellationToken cancellation)
    {
        ImageIndex index = await ReferrersTagAsync(repository, subject, cancellation).ConfigureAwait(false) ?? new ImageIndex([]);
        if (index.Manifests.Any(known => known.Digest == referrer.Digest))
            return;
        index = index with { Manifests = index.Manifests.Add(referrer) };
        await PutManifestAsync(ReferrersTag(repository, subject), index.MediaType, index.Write(), cancellation).ConfigureAwait(false);
    }

    private sealed record Names(ImmutableArray<string> Items);

    private sealed record Found(ImmutableArray<SearchResult> Results);
}
