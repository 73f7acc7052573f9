using System.Collections.Immutable;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using static DockerLint.Oci.Tests.Registry.Clients;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>What is tried again, and where else.</summary>
public sealed class AttemptTests
{
    private const string Manifest = """
        {"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[]}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429, "0")]
    [InlineData(503, "0")]
    [InlineData(500, null)]
    [InlineData(502, "Wed, 21 Oct 2015 07:28:00 GMT")]
    public async Task A_registry_that_is_busy_is_asked_again(int status, string? retryAfter)
    {
        int asked = 0;
        await using var server = new RawServer(request => request.Path == "/v2/" ? new RawAnswer(200)
            : Interlocked.Increment(ref asked) < 3 ? new RawAnswer(status, null, retryAfter is null ? [] : [("Retry-After", retryAfter)])
            : RawAnswer.Text(200, Manifest));
        using RegistryClient client = Anonymous();
        FetchedManifest found = await client.GetManifestAsync(Image($"{server.Host}/a:1"), Cancellation);
        Assert.IsType<ImageManifest>(found.Document);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(429, RegistryErrorKind.RateLimited)]
    [InlineData(503, RegistryErrorKind.Unreachable)]
    public async Task A_registry_that_stays_busy_is_given_up(int status, RegistryErrorKind kind)
    {
        await using var server = new RawServer(request => new RawAnswer(request.Path == "/v2/" ? 200 : status));
        using RegistryClient client = Anonymous();
        Assert.Equal(kind, (await FailureOf(() => client.GetManifestAsync(Image($"{server.Host}/a:1"), Cancellation))).Kind);
        Assert.Equal(Options.Attempts, server.Requests.Count);
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("Tue, 31 Dec 2999 23:59:59 GMT")]
    public async Task Nobody_waits_an_hour(string retryAfter)
    {
        await using var server = new RawServer(request => new RawAnswer(request.Path == "/v2/" ? 200 : 429, null, ("Retry-After", retryAfter)));
        using RegistryClient client = Anonymous();
        Assert.Equal(
            RegistryErrorKind.RateLimited,
            (await FailureOf(() => client.GetManifestAsync(Image($"{server.Host}/a:1"), Cancellation))).Kind);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(400, RegistryErrorKind.Refused)]
    [InlineData(403, RegistryErrorKind.Denied)]
    [InlineData(404, RegistryErrorKind.NotFound)]
    [InlineData(405, RegistryErrorKind.Unsupported)]
    [InlineData(413, RegistryErrorKind.TooLarge)]
    [InlineData(300, RegistryErrorKind.BadContent)]
    public async Task A_clear_no_is_believed(int status, RegistryErrorKind kind)
    {
        await using var server = new RawServer(request => new RawAnswer(request.Path == "/v2/" ? 200 : status));
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => client.GetManifestAsync(Image($"{server.Host}/a:1"), Cancellation));
        Assert.Equal(kind, error.Kind);
        Assert.StartsWith($"{server.Host}/a:1: ", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        await using var server = new RawServer(static request => request.Target switch
        {
            "/v2/a/tags/list?n=2" => RawAnswer.Text(200, """{"tags":["1","2"]}""", ("Link", "</v2/a/tags/list?n=2&last=2>; rel=\"next\"")),
            "/v2/a/tags/list?n=2&last=2" => RawAnswer.Text(200, """{"tags":["3"]}""", ("Link", "<?n=2&last=3>; rel=next")),
            "/v2/a/tags/list?n=2&last=3" => RawAnswer.Text(200, """{"tags":null}"""),
            _ => new RawAnswer(404),
        });
        using var client = new RegistryClient(Options with { PageLength = 2 });
        Assert.Equal(["1", "2", "3"], await All(client.ListTagsAsync(RepositoryOf($"{server.Host}/a"), Cancellation)));
    }

    [Fact]
    public async Task An_upload_goes_on_in_the_middle_of_a_part()
    {
        byte[] content = new byte[250_000];
        var blob = new Descriptor(MediaTypes.OciLayer, ContentDigest.Of(content), content.Length);
        int parts = 0;
        await using var server = new RawServer(request => (request.Method, request.Path) switch
        {
            (_, "/v2/") => new RawAnswer(200),
            ("POST", _) => new RawAnswer(202, null, ("Location", "/upload/1")),
            ("PATCH", _) when ++parts == 2 => new RawAnswer(500),
            ("PATCH", _) => new RawAnswer(202, null, ("Location", "/upload/2?state=x"), ("Range", $"0-{request["Content-Range"]!.Split('-')[1]}")),
            ("GET", _) => new RawAnswer(204, null, ("Location", "/upload/3"), ("Range", "0-149999")),
            ("PUT", _) => new RawAnswer(201),
            _ => new RawAnswer(404),
        });
        using var client = new RegistryClient(Options with { ChunkLength = 100_000 });
        await client.UploadBlobAsync(RepositoryOf($"{server.Host}/a"), blob, () => new MemoryStream(content), null, Cancellation);
        Assert.Equal(
            [
                "POST /v2/a/blobs/uploads/ ", "PATCH /upload/1 0-99999", "PATCH /upload/2?state=x 100000-199999", "GET /upload/2?state=x ",
                "PATCH /upload/3 150000-249999", $"PUT /upload/2?state=x&digest={Uri.EscapeDataString(blob.Digest.Text)} ",
            ],
            server.Requests.Select(static request => $"{request.Method} {request.Target} {request["Content-Range"]}"));
    }

    [Fact]
    public async Task A_small_blob_is_uploaded_at_once()
    {
        var blob = new Descriptor(MediaTypes.OciLayer, ContentDigest.Of([1, 2, 3]), 3);
        await using var server = new RawServer(static request => request.Method switch
        {
            "POST" => new RawAnswer(202, null, ("Location", "/upload")),
            "PUT" => new RawAnswer(201),
            _ => new RawAnswer(200),
        });
        using RegistryClient client = Anonymous();
        await client.UploadBlobAsync(RepositoryOf($"{server.Host}/a"), blob, static () => new MemoryStream([1, 2, 3]), null, Cancellation);
        Assert.Equal(["POST", "PUT"], server.Requests.Select(static request => request.Method));
        Assert.Equal([1, 2, 3], server.Requests.Last().Body);
    }

    [Fact]
    public async Task A_registry_that_knows_referrers_is_believed()
    {
        var subject = new Descriptor(MediaTypes.OciManifest, ContentDigest.Of([1]), 1);
        string index = $$"""
            {"schemaVersion":2,"manifests":[{"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{subject.Digest}}","size":1,"artifactType":"a"},
             {"mediaType":"{{MediaTypes.OciManifest}}","digest":"{{subject.Digest}}","size":1,"artifactType":"b"}]}
            """;
        await using var server = new RawServer(request => request.Method == "PUT"
            ? new RawAnswer(201, null, ("OCI-Subject", subject.Digest.Text))
            : RawAnswer.Text(200, index));
        using RegistryClient client = Anonymous();
        Assert.Single(await client.ListReferrersAsync(RepositoryOf($"{server.Host}/a"), subject.Digest, "b", Cancellation));
        Assert.Equal($"/v2/a/referrers/{subject.Digest}?artifactType=b", server.Requests.Single().Target);
        var empty = new Descriptor(MediaTypes.OciEmpty, ContentDigest.Of("{}"u8), 2);
        await client.PutManifestAsync(Image($"{server.Host}/a:1"), MediaTypes.OciManifest, new ImageManifest(empty, []) { Subject = subject }.Write(), Cancellation);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Docker_Hub_is_searched()
    {
        const string Found = """
            {"num_results":3,"results":[{"name":"redis","description":"d","star_count":7,"is_official":true,"is_automated":false},
             {"name":"a/redis","description":null,"star_count":0},{"name":"b/redis"}]}
            """;
        await using var server = new RawServer(static _ => RawAnswer.Text(200, Found));
        using var client = new RegistryClient(Options with { SearchService = new Uri($"http://{server.Host}/v1/search") });
        Assert.Equal(
            [new SearchResult("redis", "d", 7, true), new SearchResult("a/redis", "", 0, false)],
            await client.SearchAsync("re dis&x", 2, Cancellation));
        Assert.Equal("/v1/search?q=re%20dis%26x&n=2", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_an_error()
    {
        string host;
        await using (var server = new RawServer(static _ => new RawAnswer(200)))
            host = server.Host;
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => client.PingAsync(host, Cancellation));
        Assert.Equal(RegistryErrorKind.Unreachable, error.Kind);
        Assert.Contains(host, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_gets_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = new RawServer(request =>
        {
            if (request.Path != "/v2/")
                cancellation.Cancel();
            return new RawAnswer(200) { Length = 5, Write = static (_, token) => Task.Delay(Timeout.Infinite, token) };
        });
        using RegistryClient client = Anonymous();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetManifestAsync(Image($"{server.Host}/a:1"), cancellation.Token));
    }

    [Fact]
    public async Task A_mirror_is_asked_first()
    {
        await using var registry = new RawServer(static _ => new RawAnswer(404));
        await using var mirror = new RawServer(static request => request.Path == "/v2/cache/a/manifests/1" ? RawAnswer.Text(200, Manifest) : new RawAnswer(404));
        using var client = new RegistryClient(Mirrored(registry, $"{mirror.Host}/cache"));
        Assert.Equal(Manifest.Length, (await client.GetManifestAsync(Image($"{registry.Host}/a:1"), Cancellation)).Content.Length);
        Assert.Empty(registry.Requests);
    }

    [Fact]
    public async Task What_no_mirror_has_comes_from_the_registry()
    {
        await using var registry = new RawServer(static _ => RawAnswer.Text(200, Manifest));
        await using var mirror = new RawServer(static _ => new RawAnswer(404));
        await using var damaged = new RawServer(static _ => RawAnswer.Text(200, "damaged"));
        using var client = new RegistryClient(Mirrored(registry, mirror.Host, damaged.Host));
        Assert.Equal(Manifest.Length, (await client.GetManifestAsync(Image($"{registry.Host}/a:1"), Cancellation)).Content.Length);
        Assert.Single(mirror.Requests);
        Assert.Single(damaged.Requests);
    }

    [Fact]
    public async Task A_damaged_blob_of_a_mirror_is_fetched_from_the_registry()
    {
        await using var registry = new RawServer(static request => request.Path.Contains("/blobs/", StringComparison.Ordinal)
            ? RawAnswer.Text(200, "{}")
            : RawAnswer.Text(200, Manifest));
        await using var mirror = new RawServer(static _ => RawAnswer.Text(200, "[]"));
        using var client = new RegistryClient(Mirrored(registry, mirror.Host));
        var store = new MemoryStore();
        await new ImageTransfer(client, store).PullAsync(Image($"{registry.Host}/a:1"), null, Cancellation);
        Assert.Equal(2, store.Whole.Count);
        Assert.Equal(2, mirror.Requests.Count);
    }

    [Theory]
    [InlineData("registry.example", false)]
    [InlineData("localhost.example", false)]
    [InlineData("10.0.0.1:5000", false)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5000", true)]
    [InlineData("127.8.9.1:5000", true)]
    [InlineData("[::1]:5000", true)]
    [InlineData("insecure.example:5000", true)]
    [InlineData("insecure.example:5001", false)]
    [InlineData("insecure.example", false)]
    [InlineData("any.example:5001", true)]
    public void Only_loopback_and_insecure_registries_may_do_without_TLS(string host, bool expected)
    {
        var hosts = new DockerLint.Oci.Registry.Http.Hosts(new RegistryOptions { InsecureRegistries = ["insecure.example:5000", "any.example"] });
        Assert.Equal(expected, hosts.MayAsk(new Uri($"http://{host}/v2/")));
        Assert.True(hosts.MayAsk(new Uri($"https://{host}/v2/")));
    }

    private static RegistryOptions Mirrored(RawServer registry, params ImmutableArray<string> mirrors) =>
        Options with { Mirrors = Options.Mirrors.Add(registry.Host, mirrors) };
}
