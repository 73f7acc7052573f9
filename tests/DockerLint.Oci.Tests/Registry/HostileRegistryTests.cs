using System.Globalization;
using System.Text;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.References;
using static DockerLint.Oci.Tests.Registry.Clients;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>Whatever a registry says: a clear error, nothing stored, no secret given away.</summary>
public sealed class HostileRegistryTests
{
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string ManifestPath = "/v2/a/manifests/1";

    private static readonly byte[] s_blob = Encoding.ASCII.GetBytes(new string('x', 100_000));
    private static readonly Digest s_digest = ContentDigest.Of(s_blob);
    private static readonly Descriptor s_descriptor = new(MediaTypes.OciLayer, s_digest, s_blob.Length);

    private static readonly string s_manifest = $$"""
        {"schemaVersion":2,"config":{"mediaType":"{{MediaTypes.OciConfig}}","digest":"{{s_digest}}","size":{{s_blob.Length}}},"layers":[]}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> BadManifests => new()
    {
        { "", "is no valid JSON" },
        { "nothing", "is no valid JSON" },
        { "[]", "is no JSON object" },
        { "null", "is no JSON object" },
        { "{\"schemaVersion\":2", "is no valid JSON" },
        { "{}", "has no 'config'" },
        { """{"config":{},"layers":[]}""", "has no 'config.mediaType'" },
        { """{"config":[],"layers":[]}""", "has a 'config' that is no object" },
        { """{"manifests":[7]}""", "has a 'manifests[0]' that is no object" },
        { """{"manifests":{}}""", "has a 'manifests' that is no list" },
        { """{"manifests":[{"mediaType":"x","size":1,"digest":"sha256:../../x"}]}""", "has a 'manifests[0].digest' that is none" },
        { """{"manifests":[{"mediaType":"x","size":-1,"digest":"sha256:D"}]}""".Replace("D", Zeros, StringComparison.Ordinal), "has a 'manifests[0].size' that is no length" },
        { """{"manifests":[{"mediaType":"x","size":1e99,"digest":"sha256:D"}]}""".Replace("D", Zeros, StringComparison.Ordinal), "has a 'manifests[0].size' that is no length" },
        { """{"manifests":[],"layers":[]}""", "could be both a manifest and an index" },
        { """{"mediaType":"\ud800"}""", "is no valid JSON" },
        { """{"mediaType":"text/plain"}""", "is neither a manifest nor an index" },
        { """{"schemaVersion":1,"fsLayers":[]}""", "schema 1" },
        { string.Concat(Enumerable.Repeat("""{"a":[""", 5000)), "is no valid JSON" },
        { string.Concat(Enumerable.Repeat("[", 10_000)) + string.Concat(Enumerable.Repeat("]", 10_000)), "is no valid JSON" },
    };

    [Theory]
    [MemberData(nameof(BadManifests))]
    public async Task A_manifest_that_is_none_is_an_error(string content, string expected)
    {
        await using var server = new RawServer(_ => RawAnswer.Text(200, content));
        RegistryError error = await PullFails(server);
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_says_that_it_is_something_else_is_refused()
    {
        string content = s_manifest.Replace("{\"schemaVersion\":2", $"{{\"mediaType\":\"{MediaTypes.OciIndex}\"", StringComparison.Ordinal);
        await using var server = new RawServer(_ => RawAnswer.Text(200, content, ("Content-Type", MediaTypes.OciManifest)));
        Assert.Contains("was announced", (await PullFails(server)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_of_another_digest_is_refused()
    {
        await using var server = new RawServer(_ => RawAnswer.Text(200, s_manifest));
        RegistryError error = await PullFails(server, $"a@sha256:{Zeros}");
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"sha256:{Zeros}", "damaged")]
    [InlineData("sha256:../../x", "is none")]
    [InlineData("x", "is none")]
    public async Task A_registry_that_lies_about_the_digest_is_found_out(string announced, string expected)
    {
        await using var server = new RawServer(_ => RawAnswer.Text(200, s_manifest, ("Docker-Content-Digest", announced)));
        Assert.Contains(expected, (await PullFails(server)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_without_end_is_not_read_to_the_end()
    {
        await using var server = new RawServer(_ => new RawAnswer(200) { Length = -1, Write = Endless });
        Assert.Equal(RegistryErrorKind.TooLarge, (await PullFails(server)).Kind);
    }

    [Fact]
    public async Task A_manifest_of_100_MB_is_not_read_at_all()
    {
        await using var server = new RawServer(_ => new RawAnswer(200) { Length = 100_000_000 });
        Assert.Equal(RegistryErrorKind.TooLarge, (await PullFails(server)).Kind);
    }

    [Fact]
    public async Task A_compressed_answer_is_refused()
    {
        await using var server = new RawServer(_ => RawAnswer.Text(200, "x", ("Content-Encoding", "gzip")));
        Assert.Contains("'gzip'", (await PullFails(server)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_given_up()
    {
        await using var server = new RawServer(static request => request.Path == "/v2/"
            ? new RawAnswer(200)
            : new RawAnswer(200) { Length = 5, Write = static (_, token) => Task.Delay(Timeout.Infinite, token) });
        using var client = new RegistryClient(Options with { RequestTimeout = TimeSpan.FromMilliseconds(100), Attempts = 1 });
        RegistryError error = await FailureOf(() => client.GetManifestAsync(Image($"{server.Host}/a:1"), Cancellation));
        Assert.Equal(RegistryErrorKind.Timeout, error.Kind);
    }

    [Fact]
    public async Task A_blob_that_stops_in_between_is_given_up()
    {
        await using var server = new RawServer(request => request.Path == "/v2/"
            ? new RawAnswer(200)
            : new RawAnswer(200)
            {
                Length = s_blob.Length,
                Write = static async (stream, token) =>
                {
                    await stream.WriteAsync(s_blob.AsMemory(0, 10), token);
                    await Task.Delay(Timeout.Infinite, token);
                },
            });
        var store = new MemoryStore();
        using var client = new RegistryClient(Options with { IdleTimeout = TimeSpan.FromSeconds(1), Attempts = 1 });
        using IBlobWriter writer = store.Write(s_digest)!;
        RegistryError error = await FailureOf(() => client.DownloadBlobAsync(RepositoryOf($"{server.Host}/a"), s_descriptor, writer, null, Cancellation));
        Assert.Equal(RegistryErrorKind.Timeout, error.Kind);
        Assert.Empty(store.Whole);
    }

    [Fact]
    public async Task A_blob_of_another_digest_is_dropped()
    {
        await using RawServer server = BlobServer(_ => new RawAnswer(200, new byte[s_blob.Length]));
        await AssertBlobFails(server, RegistryErrorKind.BadContent);
    }

    [Theory]
    [InlineData(99_999)]
    [InlineData(100_001)]
    [InlineData(long.MaxValue)]
    public async Task A_blob_of_another_length_is_not_read(long length)
    {
        await using RawServer server = BlobServer(_ => new RawAnswer(200, s_blob) { Length = length });
        await AssertBlobFails(server, RegistryErrorKind.BadContent);
    }

    [Fact]
    public async Task A_blob_without_end_is_dropped()
    {
        await using RawServer server = BlobServer(_ => new RawAnswer(200) { Length = -1, Write = Endless });
        await AssertBlobFails(server, RegistryErrorKind.TooLarge);
    }

    [Fact]
    public async Task A_blob_that_always_breaks_off_is_given_up()
    {
        await using RawServer server = BlobServer(_ => new RawAnswer(200, []) { Length = s_blob.Length });
        await AssertBlobFails(server, RegistryErrorKind.Unreachable);
        Assert.Equal(Options.Attempts, server.Requests.Count(static request => request.Path.Contains("/blobs/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_blob_that_breaks_off_goes_on_where_it_stood()
    {
        const int Part = 70_000;
        await using RawServer server = BlobServer(static request => request["Range"] is null
            ? new RawAnswer(200, s_blob[..Part]) { Length = s_blob.Length }
            : new RawAnswer(206, s_blob[Part..], ("Content-Range", $"bytes {Part}-{s_blob.Length - 1}/{s_blob.Length}")));
        var store = new MemoryStore();
        using RegistryClient client = Anonymous();
        await new ImageTransfer(client, store).PullAsync(Image($"{server.Host}/a:1"), null, Cancellation);
        Assert.Equal(s_blob, store.Whole[s_digest]);
        Assert.Contains(server.Requests, static request => request["Range"] == string.Create(CultureInfo.InvariantCulture, $"bytes={Part}-"));
    }

    [Fact]
    public async Task A_part_that_is_damaged_is_fetched_again()
    {
        await using RawServer server = BlobServer(static request => request["Range"] is null
            ? new RawAnswer(200, s_blob)
            : new RawAnswer(206, s_blob[5..], ("Content-Range", $"bytes 5-{s_blob.Length - 1}/{s_blob.Length}")));
        var store = new MemoryStore();
        store.AddPart(s_digest, [1, 2, 3, 4, 5]);
        using RegistryClient client = Anonymous();
        await new ImageTransfer(client, store).PullAsync(Image($"{server.Host}/a:1"), null, Cancellation);
        Assert.Equal(s_blob, store.Whole[s_digest]);
    }

    [Fact]
    public async Task Another_part_than_was_asked_for_is_refused()
    {
        await using RawServer server = BlobServer(static _ => new RawAnswer(206, s_blob[5..], ("Content-Range", $"bytes 7-{s_blob.Length - 1}/{s_blob.Length}")));
        var store = new MemoryStore();
        store.AddPart(s_digest, s_blob[..5]);
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => new ImageTransfer(client, store).PullAsync(Image($"{server.Host}/a:1"), null, Cancellation));
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.Empty(store.Whole);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        await using var server = new RawServer(static request => request.Path == "/v2/" ? new RawAnswer(200) : new RawAnswer(307, null, ("Location", request.Target)));
        RegistryError error = await PullFails(server);
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.Equal(Options.Redirects + 1, server.Requests.Count);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://registry.example/x?signature=hush")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("https://user:hush@registry.example/")]
    [InlineData("//registry.example/x")]
    public async Task A_redirect_to_where_it_is_not_safe_is_not_followed(string location)
    {
        await using var server = new RawServer(request => request.Path == "/v2/" ? new RawAnswer(200) : new RawAnswer(307, null, ("Location", location)));
        RegistryError error = await PullFails(server);
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Another_host_is_not_told_who_asks()
    {
        await using var other = new RawServer(static _ => new RawAnswer(200, s_blob));
        await using RawServer server = new(request => request switch
        {
            { Path: "/v2/" } => new RawAnswer(200),
            _ when request["Authorization"] is null => new RawAnswer(401, null, ("WWW-Authenticate", "Basic realm=\"x\"")),
            { Path: ManifestPath } => RawAnswer.Text(200, s_manifest),
            _ => new RawAnswer(307, null, ("Location", $"http://{other.Host}/content?signature=1")),
        });
        var store = new MemoryStore();
        using RegistryClient client = As("me", "hush");
        await new ImageTransfer(client, store).PullAsync(Image($"{server.Host}/a:1"), null, Cancellation);
        Assert.Contains(server.Requests, static request => request["Authorization"] is not null);
        Assert.Null(Assert.Single(other.Requests)["Authorization"]);
        Assert.Equal(2, store.Whole.Count);
    }

    [Fact]
    public async Task Another_host_may_not_ask_who_asks()
    {
        await using var thief = new RawServer(static _ => RawAnswer.Text(200, """{"token":"x"}"""));
        await using var other = new RawServer(_ => new RawAnswer(401, null, ("WWW-Authenticate", $"Bearer realm=\"http://{thief.Host}/token\"")));
        await using var server = new RawServer(request => request.Path == "/v2/" ? new RawAnswer(200) : new RawAnswer(307, null, ("Location", $"http://{other.Host}/content")));
        using RegistryClient client = As("me", "hush");
        RegistryError error = await FailureOf(() => client.GetManifestAsync(Image($"{server.Host}/a:1"), Cancellation));
        Assert.Equal(RegistryErrorKind.Unauthorized, error.Kind);
        Assert.Empty(thief.Requests);
    }

    [Theory]
    [InlineData("http://registry.example/token")]
    [InlineData("file:///etc/passwd")]
    [InlineData("token")]
    [InlineData("https://me:you@registry.example/token")]
    public async Task A_token_is_asked_for_only_where_it_is_safe(string realm)
    {
        await using var server = new RawServer(_ => new RawAnswer(401, null, ("WWW-Authenticate", $"Bearer realm=\"{realm}\"")));
        using RegistryClient client = As("me", "hush");
        RegistryError error = await FailureOf(() => client.GetManifestAsync(Image($"{server.Host}/a:1"), Cancellation));
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic realm=\"x\"")]
    [InlineData("Bearer realm=\"http://HOST/token\",service=\"s\"")]
    [InlineData("Negotiate")]
    [InlineData("")]
    [InlineData("Bearer realm=\"")]
    public async Task A_registry_that_is_never_content_is_asked_twice(string challenge)
    {
        string host = "";
        int token = 0;
        await using var server = new RawServer(request => request.Path == "/token"
            ? RawAnswer.Text(200, $$"""{"token":"hush{{token++}}"}""")
            : new RawAnswer(401, null, ("WWW-Authenticate", challenge.Replace("HOST", host, StringComparison.Ordinal))));
        host = server.Host;
        using RegistryClient client = As("me", "hush");
        RegistryError error = await FailureOf(() => client.GetManifestAsync(Image($"{server.Host}/a:1"), Cancellation));
        Assert.Equal(RegistryErrorKind.Unauthorized, error.Kind);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
        Assert.InRange(server.Requests.Count(static request => request.Path == ManifestPath), 1, 2);
    }

    [Theory]
    [InlineData("""{"token":"a\r\nb"}""")]
    [InlineData("""{"token":""}""")]
    [InlineData("""{"token":7}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_token_that_is_none_is_an_error(string answer)
    {
        string host = "";
        await using var server = new RawServer(request => request.Path == "/token"
            ? RawAnswer.Text(200, answer)
            : new RawAnswer(401, null, ("WWW-Authenticate", $"Bearer realm=\"http://{host}/token\"")));
        host = server.Host;
        Assert.Equal(RegistryErrorKind.BadContent, (await PullFails(server)).Kind);
    }

    [Theory]
    [InlineData("<http://registry.example/v2/a/tags/list?last=x>; rel=\"next\"")]
    [InlineData("<file:///etc/passwd>; rel=next")]
    [InlineData("</v2/a/tags/list?n=1000>; rel=next")]
    public async Task The_next_page_is_one_of_the_same_registry_and_another_one(string link)
    {
        await using var server = new RawServer(_ => RawAnswer.Text(200, """{"tags":["1"]}""", ("Link", link)));
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => All(client.ListTagsAsync(RepositoryOf($"{server.Host}/a"), Cancellation)));
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Pages_without_end_end()
    {
        int page = 0;
        await using var server = new RawServer(_ => RawAnswer.Text(200, """{"tags":["1"]}""", ("Link", $"</v2/a/tags/list?last={page++}>; rel=next")));
        using var client = new RegistryClient(Options with { Pages = 5 });
        RegistryError error = await FailureOf(() => All(client.ListTagsAsync(RepositoryOf($"{server.Host}/a"), Cancellation)));
        Assert.Contains("no end", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{"tags":["../../x"]}""")]
    [InlineData("""{"tags":["a/b"]}""")]
    [InlineData("""{"tags":["1@sha256:0"]}""")]
    [InlineData("""{"tags":["\u001b[31m"]}""")]
    [InlineData("""{"tags":{}}""")]
    [InlineData("""{"tags":[7]}""")]
    public async Task A_tag_that_is_none_is_an_error(string answer)
    {
        await using var server = new RawServer(_ => RawAnswer.Text(200, answer));
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => All(client.ListTagsAsync(RepositoryOf($"{server.Host}/a"), Cancellation)));
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a:b")]
    [InlineData("A")]
    [InlineData("")]
    public async Task A_repository_that_is_none_is_an_error(string path)
    {
        await using var server = new RawServer(_ => RawAnswer.Text(200, $$"""{"repositories":["{{path}}"]}"""));
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => All(client.ListRepositoriesAsync(server.Host, Cancellation)));
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://registry.example/upload")]
    public async Task An_upload_goes_on_only_where_it_is_safe(string location)
    {
        await using var server = new RawServer(request => request.Path == "/v2/" ? new RawAnswer(200) : new RawAnswer(202, null, ("Location", location)));
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => client.UploadBlobAsync(
            RepositoryOf($"{server.Host}/a"), s_descriptor, static () => new MemoryStream(s_blob), null, Cancellation));
        Assert.Equal(RegistryErrorKind.BadContent, error.Kind);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest \u001b[31munknown\u202e"}]}""", "manifest  [31munknown")]
    [InlineData("<html>", "not found; check the name")]
    [InlineData("""{"errors":7}""", "not found; check the name")]
    public async Task What_a_registry_says_is_passed_on_without_what_cannot_be_seen(string body, string expected)
    {
        await using var server = new RawServer(_ => RawAnswer.Text(404, body));
        RegistryError error = await PullFails(server);
        Assert.Equal(RegistryErrorKind.NotFound, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, static unit => char.IsControl(unit) || unit == '\u202e');
    }

    private static RawServer BlobServer(Func<RawRequest, RawAnswer> blob) => new(request => request.Path switch
    {
        "/v2/" => new RawAnswer(200),
        ManifestPath => RawAnswer.Text(200, s_manifest),
        _ => blob(request),
    });

    private static async Task AssertBlobFails(RawServer server, RegistryErrorKind kind)
    {
        var store = new MemoryStore();
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => new ImageTransfer(client, store).PullAsync(Image($"{server.Host}/a:1"), null, Cancellation));
        Assert.Equal(kind, error.Kind);
        Assert.Empty(store.Whole);
        Assert.Empty(store.Parts);
    }

    private static async Task<RegistryError> PullFails(RawServer server, string name = "a:1")
    {
        var store = new MemoryStore();
        using RegistryClient client = Anonymous();
        RegistryError error = await FailureOf(() => new ImageTransfer(client, store).PullAsync(Image($"{server.Host}/{name}"), null, Cancellation));
        Assert.Empty(store.Whole);
        Assert.Empty(store.Parts);
        return error;
    }

    private static async Task Endless(Stream stream, CancellationToken cancellation)
    {
        byte[] blanks = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
        while (true)
            await stream.WriteAsync(blanks, cancellation);
    }
}
