using System.Net;
using System.Security.Cryptography.X509Certificates;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.References;
using static DockerLint.Oci.Tests.Registry.Clients;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>Registries that want to know who asks, or show a certificate.</summary>
[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed class LoginTests
{
    private const string User = "me";
    private const string Password = "secret";

    /// <summary>The password by bcrypt, which is what docker-registry reads.</summary>
    private const string Entry = User + ":$2b$04$urEJcMxQRuEc5AzJMEySb.uL6I7TSnlItewUdyV1wBfZelFeqemiK\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registry_is_told_name_and_password()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathOf("htpasswd"), Entry, Cancellation);
        await using RealRegistry registry = await RealRegistry.StartAsync($"""
            auth:
              htpasswd:
                realm: test
                path: {folder.PathOf("htpasswd")}
            """);
        using RegistryClient me = As(User, Password);
        await me.PingAsync(registry.Host, Cancellation);
        await AssertRoundTrip(me, registry);

        using RegistryClient wrong = As(User, "guess");
        RegistryError refused = await FailureOf(() => wrong.PingAsync(registry.Host, Cancellation));
        Assert.Equal(RegistryErrorKind.Unauthorized, refused.Kind);
        Assert.DoesNotContain("guess", refused.Message, StringComparison.Ordinal);

        using RegistryClient nobody = Anonymous();
        RegistryError error = await FailureOf(() => nobody.GetManifestAsync(Image($"{registry.Host}/a:1"), Cancellation));
        Assert.Equal(RegistryErrorKind.Unauthorized, error.Kind);
        Assert.Contains($"log in to {registry.Host}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_is_shown_a_token_for_what_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        await using var tokens = new TokenServer(User, Password);
        await using RealRegistry registry = await StartAsync(tokens, folder);
        using RegistryClient me = As(User, Password);
        await me.PingAsync(registry.Host, Cancellation);
        await AssertRoundTrip(me, registry);
        // One for each thing that is asked for, and not one a request.
        Assert.Equal(
            tokens.Scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            tokens.Scopes.Order(StringComparer.Ordinal));
        await All(me.ListRepositoriesAsync(registry.Host, Cancellation));

        // Everybody may read, as on Docker Hub.
        using RegistryClient nobody = Anonymous();
        Assert.NotNull(await nobody.FindManifestAsync(Image($"{registry.Host}/a/b:1"), Cancellation));
        var store = new MemoryStore();
        RegistryError error = await FailureOf(() => new ImageTransfer(nobody, store).PushAsync(
            SampleImage.Add(store), Image($"{registry.Host}/a/b:2"), [], Cancellation));
        Assert.Equal(RegistryErrorKind.Unauthorized, error.Kind);

        using RegistryClient wrong = As(User, "guess");
        Assert.Equal(RegistryErrorKind.Unauthorized, (await FailureOf(() => wrong.PingAsync(registry.Host, Cancellation))).Kind);

        using RegistryClient identity = With(new Credential(null, null, IdentityToken: TokenServer.RefreshToken));
        await new ImageTransfer(identity, store).PushAsync(SampleImage.Add(store), Image($"{registry.Host}/a/b:3"), [], Cancellation);
    }

    [Fact]
    public async Task A_token_that_ends_is_renewed()
    {
        using var folder = new TemporaryFolder();
        await using var tokens = new TokenServer(User, Password) { Lifetime = TimeSpan.Zero };
        await using RealRegistry registry = await StartAsync(tokens, folder);
        using RegistryClient me = As(User, Password);
        ImageReference image = Image($"{registry.Host}/a:1");
        // Its tokens are over before they come, so that the registry takes none.
        Assert.Equal(RegistryErrorKind.Unauthorized, (await FailureOf(() => me.FindManifestAsync(image, Cancellation))).Kind);
        tokens.Lifetime = TimeSpan.FromMinutes(5);
        Assert.Null(await me.FindManifestAsync(image, Cancellation));
    }

    [Fact]
    public async Task A_certificate_is_trusted_by_its_authority_only()
    {
        using var folder = new TemporaryFolder();
        using var authority = new Authority();
        using X509Certificate2 server = authority.Issue("localhost", IPAddress.Loopback);
        await File.WriteAllTextAsync(folder.PathOf("server.pem"), server.ExportCertificatePem(), Cancellation);
        await File.WriteAllTextAsync(folder.PathOf("server.key"), server.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(), Cancellation);
        await using RealRegistry registry = await RealRegistry.StartAsync(http: $"""
              tls:
                certificate: {folder.PathOf("server.pem")}
                key: {folder.PathOf("server.key")}
            """);

        using var trusting = new RegistryClient(Options with { Authorities = [authority.Certificate] });
        await AssertRoundTrip(trusting, registry);

        using RegistryClient doubting = Anonymous();
        RegistryError error = await FailureOf(() => doubting.PingAsync(registry.Host, Cancellation));
        Assert.Equal(RegistryErrorKind.Tls, error.Kind);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);

        using var careless = new RegistryClient(Options with { InsecureRegistries = [registry.Host] });
        await careless.PingAsync(registry.Host, Cancellation);
    }

    [Fact]
    public async Task A_registry_may_know_us_by_a_certificate()
    {
        using var folder = new TemporaryFolder();
        using var authority = new Authority();
        using X509Certificate2 server = authority.Issue("localhost", IPAddress.Loopback);
        using X509Certificate2 own = authority.Issue("me", null);
        await File.WriteAllTextAsync(folder.PathOf("server.pem"), server.ExportCertificatePem(), Cancellation);
        await File.WriteAllTextAsync(folder.PathOf("server.key"), server.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(), Cancellation);
        await File.WriteAllTextAsync(folder.PathOf("authority.pem"), authority.Certificate.ExportCertificatePem(), Cancellation);
        await using RealRegistry registry = await RealRegistry.StartAsync(http: $"""
              tls:
                certificate: {folder.PathOf("server.pem")}
                key: {folder.PathOf("server.key")}
                clientcas:
                  - {folder.PathOf("authority.pem")}
            """);
        RegistryOptions trusting = Options with { Authorities = [authority.Certificate] };
        using var known = new RegistryClient(trusting with { ClientCertificates = [own] });
        await known.PingAsync(registry.Host, Cancellation);
        using var unknown = new RegistryClient(trusting);
        await Assert.ThrowsAsync<RegistryException>(() => unknown.PingAsync(registry.Host, Cancellation));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        using var folder = new TemporaryFolder();
        using var authority = new Authority();
        using X509Certificate2 server = authority.Issue("registry.example", null);
        await File.WriteAllTextAsync(folder.PathOf("server.pem"), server.ExportCertificatePem(), Cancellation);
        await File.WriteAllTextAsync(folder.PathOf("server.key"), server.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(), Cancellation);
        await using RealRegistry registry = await RealRegistry.StartAsync(http: $"""
              tls:
                certificate: {folder.PathOf("server.pem")}
                key: {folder.PathOf("server.key")}
            """);
        using var trusting = new RegistryClient(Options with { Authorities = [authority.Certificate] });
        Assert.Equal(RegistryErrorKind.Tls, (await FailureOf(() => trusting.PingAsync(registry.Host, Cancellation))).Kind);
    }

    private static async Task AssertRoundTrip(RegistryClient client, RealRegistry registry)
    {
        var store = new MemoryStore();
        Descriptor root = SampleImage.Add(store);
        ImageReference image = Image($"{registry.Host}/a/b:1");
        await new ImageTransfer(client, store).PushAsync(root, image, [], Cancellation);
        var pulled = new MemoryStore();
        await new ImageTransfer(client, pulled).PullAsync(image, null, Cancellation);
        Assert.Equal(SampleImage.Reach(store, root), [.. pulled.Whole.Keys]);
    }

    /// <summary>A registry that takes the tokens of a server.</summary>
    /// <param name="tokens">The server.</param>
    /// <param name="folder">Where its certificate is put.</param>
    private static async Task<RealRegistry> StartAsync(TokenServer tokens, TemporaryFolder folder)
    {
        await File.WriteAllTextAsync(folder.PathOf("root.pem"), tokens.CertificatePem, Cancellation);
        return await RealRegistry.StartAsync($"""
            auth:
              token:
                realm: http://{tokens.Host}/token
                service: {TokenServer.Service}
                issuer: {TokenServer.Issuer}
                rootcertbundle: {folder.PathOf("root.pem")}
            """);
    }
}
