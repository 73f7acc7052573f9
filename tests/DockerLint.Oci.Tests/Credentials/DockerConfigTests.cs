using CsCheck;
using DockerLint.Oci.Credentials;
using DockerLint.Oci.Registry;

namespace DockerLint.Oci.Tests.Credentials;

/// <summary>What Docker's config.json says of credentials.</summary>
public sealed class DockerConfigTests
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String,
        Gen.OneOf(
            "{", "}", "[", "]", ":", ",", "null", "\"auths\"", "\"credHelpers\"", "\"credsStore\"", "\"auth\"", "\"a\"", "\"\\ud800\"", "\ud800", "\0", "1", "\"dTpw\"")
            .Array[0, 20].Select(static parts => string.Concat(parts)));

    [Theory]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"dXNlcjpwYXNz"}}}""", "ghcr.io", "user", "pass")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"dXNlcjpwYTpzcw=="}}}""", "ghcr.io", "user", "pa:ss")]
    [InlineData("""{"auths":{"https://ghcr.io/v2/":{"auth":"dXNlcjpwYXNz"}}}""", "ghcr.io", "user", "pass")]
    [InlineData("""{"auths":{"https://index.docker.io/v1/":{"auth":"dXNlcjpwYXNz"}}}""", "docker.io", "user", "pass")]
    [InlineData("""{"auths":{"docker.io":{"auth":"dXNlcjpwYXNz"}}}""", "docker.io", "user", "pass")]
    [InlineData("""{"auths":{"http://localhost:5000":{"username":"user","password":"pass"}}}""", "localhost:5000", "user", "pass")]
    [InlineData("""{"auths":{"https://ghcr.io":{"auth":"b3RoZXI6eA=="},"ghcr.io":{"auth":"dXNlcjpwYXNz"}}}""", "ghcr.io", "user", "pass")]
    [InlineData("""{"auths":{"ghcr.io":{"auth":"dXNlcjpwYXNzAAA="}}}""", "ghcr.io", "user", "pass")]
    [InlineData("""{"auths":{"ghcr.io":{}}}""", "ghcr.io", null, null)]
    [InlineData("""{"auths":{"ghcr.io":null}}""", "ghcr.io", null, null)]
    public void A_login_is_found(string json, string registry, string? user, string? password)
    {
        Assert.True(DockerConfig.TryRead(json, out DockerConfig? config, out _));
        Credential? login = config.LoginOf(ServerName.KeyOf(registry));
        Assert.Equal((user, password), (login?.User, login?.Password));
    }

    [Fact]
    public void Tokens_are_found()
    {
        Assert.True(DockerConfig.TryRead(
            """{"auths":{"a.io":{"auth":"dXNlcjo=","identitytoken":"T"},"b.io":{"registrytoken":"R"}}}""", out DockerConfig? config, out _));
        Assert.Equal("T", config.LoginOf("a.io")!.IdentityToken);
        Assert.Equal("R", config.LoginOf("b.io")!.RegistryToken);
    }

    [Theory]
    [InlineData("""{"credsStore":"desktop","credHelpers":{"ghcr.io":"pass"}}""", "ghcr.io", "pass")]
    [InlineData("""{"credsStore":"desktop","credHelpers":{"ghcr.io":"pass"}}""", "quay.io", "desktop")]
    [InlineData("""{"credsStore":"desktop","credHelpers":{"ghcr.io":""}}""", "ghcr.io", null)]
    [InlineData("""{"credHelpers":{"docker.io":"pass"}}""", "index.docker.io", "pass")]
    [InlineData("""{"credsStore":""}""", "quay.io", null)]
    public void A_helper_is_found(string json, string registry, string? helper)
    {
        Assert.True(DockerConfig.TryRead(json, out DockerConfig? config, out _));
        Assert.Equal(helper, config.HelperOf(ServerName.KeyOf(registry)));
    }

    [Theory]
    [InlineData("", "is no valid JSON (line 1)")]
    [InlineData("{\n\"auths\": {", "is no valid JSON (line 2)")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("""{"auths":[]}""", "'auths' is no object")]
    [InlineData("""{"auths":{"a.io":{"auth":"%"}}}""", "'auths' for 'a.io': 'auth' is not 'user:password' in base64")]
    [InlineData("""{"auths":{"a.io":{"auth":"dXNlcg=="}}}""", "'auths' for 'a.io': 'auth' is not 'user:password' in base64")]
    [InlineData("""{"auths":{"a.io":{"auth":"\ud800"}}}""", "is no valid JSON: it holds half a character")]
    [InlineData("""{"credHelpers":{"a.io":1}}""", "'credHelpers' for 'a.io' is no text")]
    public void A_broken_file_is_told(string json, string reason)
    {
        Assert.False(DockerConfig.TryRead(json, out _, out string? error));
        Assert.Equal(reason, error);
    }

    [Fact]
    public void Reading_never_throws() =>
        s_text.Sample(static text => Assert.NotEqual(DockerConfig.TryRead(text, out _, out string? error), error is not null));
}
