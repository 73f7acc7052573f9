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
    [InlineData("Fri, 31 Dec 2999 23:59:59 GMT")]
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
