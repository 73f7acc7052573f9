using System.Collections.Immutable;
using DockerLint.Oci.Credentials;
using DockerLint.Oci.Registry;

namespace DockerLint.Oci.Tests.Credentials;

/// <summary>Credentials are found, kept and forgotten as <c>docker login</c> does it.</summary>
public sealed class CredentialStoreTests : IDisposable
{
    private static readonly Credential s_login = new("user", "pa:ss");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeHelper _helper = new();

    private string Main => _folder.PathOf("docker", "config.json");

    private CredentialStore Store => new(new CredentialFiles(Main, [_folder.PathOf("auth.json")]), _helper);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_kept_is_found()
    {
        Assert.Null(await Store.FindAsync("ghcr.io", Cancellation));
        Assert.Null(await Store.KeepAsync("ghcr.io", s_login, Cancellation));
        await Store.KeepAsync("docker.io", s_login with { IdentityToken = "T" }, Cancellation);
        Assert.Equal(s_login, await Store.FindAsync("ghcr.io", Cancellation));
        Assert.Equal("T", (await Store.FindAsync("index.docker.io", Cancellation))!.IdentityToken);
        Assert.Equal(
            "{\n\t\"auths\": {\n\t\t\"ghcr.io\": {\n\t\t\t\"auth\": \"dXNlcjpwYTpzcw==\"\n\t\t},\n\t\t\"https://index.docker.io/v1/\": {\n"
            + "\t\t\t\"auth\": \"dXNlcjo=\",\n\t\t\t\"identitytoken\": \"T\"\n\t\t}\n\t}\n}\n",
            File.ReadAllText(Main));
    }

    [Fact]
    public async Task What_is_forgotten_is_gone_and_all_else_stays()
    {
        Write("{\n  \"psFormat\": \"x\",\n  \"auths\": {\"https://ghcr.io\": {\"auth\": \"dTpw\"}, \"ghcr.io\": {}, \"b.io\": {}}}\n");
        Assert.True(await Store.ForgetAsync("ghcr.io", Cancellation));
        Assert.Equal("{\n  \"psFormat\": \"x\",\n  \"auths\": {\"b.io\": {}}}\n", File.ReadAllText(Main));
        Assert.False(await Store.ForgetAsync("ghcr.io", Cancellation));
    }

    [Fact]
    public async Task A_new_login_leaves_nothing_of_the_old_one()
    {
        Write("""{"auths":{"a.io":{"auth":"eDp5","identitytoken":"old","email":"e@x"}},"x":[1, 2]}""");
        await Store.KeepAsync("a.io", s_login, Cancellation);
        Assert.Equal("""{"auths":{"a.io":{"auth":"dXNlcjpwYTpzcw==","email":"e@x"}},"x":[1, 2]}""", File.ReadAllText(Main));
    }

    [Fact]
    public async Task A_helper_keeps_the_secret()
    {
        Write("""{"credsStore":"safe","auths":{"a.io":{"auth":"eDp5"}}}""");
        Assert.Equal("safe", await Store.KeepAsync("a.io", s_login, Cancellation));
        Assert.Equal("""{"credsStore":"safe","auths":{"a.io":{}}}""", File.ReadAllText(Main));
        Assert.Equal("""{"ServerURL":"a.io","Username":"user","Secret":"pa:ss"}""", _helper.Kept["a.io"]);
        Assert.Equal(s_login, await Store.FindAsync("https://a.io/v2/", Cancellation));
        Assert.True(await Store.ForgetAsync("a.io", Cancellation));
        Assert.Empty(_helper.Kept);
        Assert.Equal("""{"credsStore":"safe","auths":{}}""", File.ReadAllText(Main));
    }

    [Fact]
    public async Task A_helper_keeps_a_token_under_a_name_of_its_own()
    {
        Write("""{"credHelpers":{"docker.io":"safe"}}""");
        await Store.KeepAsync("docker.io", s_login with { IdentityToken = "T" }, Cancellation);
        Assert.Equal("""{"ServerURL":"https://index.docker.io/v1/","Username":"<token>","Secret":"T"}""", _helper.Kept[ServerName.DockerHub]);
        Assert.Equal(new Credential(null, null, "T"), await Store.FindAsync("docker.io", Cancellation));
    }

    [Theory]
    [InlineData("{\"credsStore\":\"broken\"}", "docker-credential-broken get: it is raining")]
    [InlineData("{\"credsStore\":\"chatty\"}", "docker-credential-chatty get: its answer is not that of a credential helper")]
    [InlineData("{\"credsStore\":\"../x\"}", "'docker-credential-../x' is not the name of a credential helper")]
    public async Task A_helper_that_fails_is_told(string json, string reason)
    {
        Write(json);
        CredentialException failure = await Assert.ThrowsAsync<CredentialException>(() => Store.FindAsync("a.io", Cancellation));
        Assert.Equal(reason, failure.Message);
    }

    [Fact]
    public async Task A_broken_file_is_told_and_left_alone()
    {
        Write("{\"auths\":");
        CredentialException failure = await Assert.ThrowsAsync<CredentialException>(() => Store.KeepAsync("a.io", s_login, Cancellation));
        Assert.Equal($"{Main}: is no valid JSON (line 1)", failure.Message);
        Assert.Equal("{\"auths\":", File.ReadAllText(Main));
    }

    [Fact]
    public async Task Other_files_are_read_and_never_written()
    {
        const string Text = """{"auths":{"quay.io":{"auth":"dXNlcjpwYTpzcw=="}}}""";
        File.WriteAllText(_folder.PathOf("auth.json"), Text);
        Assert.Equal(s_login, await Store.FindAsync("quay.io", Cancellation));
        await Store.KeepAsync("quay.io", s_login with { User = "other" }, Cancellation);
        Assert.Equal("other", (await Store.FindAsync("quay.io", Cancellation))!.User);
        Assert.Equal(Text, File.ReadAllText(_folder.PathOf("auth.json")));
    }

    [Fact]
    public async Task The_file_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        Write("{}");
        File.SetUnixFileMode(Main, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await Store.KeepAsync("a.io", s_login, Cancellation);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Main));
        Assert.Equal([Main], Directory.GetFiles(_folder.PathOf("docker")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_stays_a_link(bool leadsSomewhere)
    {
        string target = _folder.PathOf("elsewhere.json");
        if (leadsSomewhere)
            File.WriteAllText(target, "{}");
        Directory.CreateDirectory(_folder.PathOf("docker"));
        File.CreateSymbolicLink(Main, target);
        await Store.KeepAsync("a.io", s_login, Cancellation);
        Assert.Equal(target, new FileInfo(Main).LinkTarget);
        Assert.Contains("a.io", File.ReadAllText(target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logins_at_the_same_time_do_not_lose_each_other()
    {
        string[] registries = [.. Enumerable.Range(0, 40).Select(static number => $"r{number}.io")];
        await Task.WhenAll(registries.Select(registry => Task.Run(() => Store.KeepAsync(registry, s_login, Cancellation), Cancellation)));
        Assert.True(DockerConfig.TryRead(File.ReadAllText(Main), out DockerConfig? config, out _));
        Assert.Equal(registries.Order(StringComparer.Ordinal), config.Logins.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([Main], Directory.GetFiles(_folder.PathOf("docker")));
    }

    [Theory]
    [InlineData("", "/home/u/.docker/config.json", "/home/u/.config/containers/auth.json")]
    [InlineData("DOCKER_CONFIG=/d", "/d/config.json", "/home/u/.config/containers/auth.json")]
    [InlineData("XDG_RUNTIME_DIR=/run/u", "/home/u/.docker/config.json", "/run/u/containers/auth.json /home/u/.config/containers/auth.json")]
    [InlineData("REGISTRY_AUTH_FILE=/a.json", "/home/u/.docker/config.json", "/a.json")]
    public void The_files_are_where_the_environment_says(string variable, string main, string others)
    {
        string[] parts = variable.Split('=');
        CredentialFiles files = CredentialFiles.Of("/home/u", name => name == parts[0] ? parts[1] : null);
        Assert.Equal(main, files.Main.Replace('\\', '/'));
        Assert.Equal(others, string.Join(' ', files.Others).Replace('\\', '/'));
    }

    private void Write(string json)
    {
        Directory.CreateDirectory(_folder.PathOf("docker"));
        File.WriteAllText(Main, json);
    }

    private sealed class FakeHelper : ICredentialHelper
    {
        public ImmutableDictionary<string, string> Kept { get; private set; } = ImmutableDictionary<string, string>.Empty;

        public Task<HelperAnswer> RunAsync(string program, string action, string input, CancellationToken cancellation)
        {
            switch (program, action)
            {
                case ("docker-credential-broken", _):
                    return Task.FromResult(new HelperAnswer(1, "it is raining\n"));
                case ("docker-credential-chatty", _):
                    return Task.FromResult(new HelperAnswer(0, "hello"));
                case ("docker-credential-safe", "get"):
                    return Task.FromResult(Kept.TryGetValue(input, out string? kept)
                        ? new HelperAnswer(0, kept)
                        : new HelperAnswer(1, "credentials not found in native keychain\n"));
                case ("docker-credential-safe", "store"):
                    Kept = Kept.Add(System.Text.Json.JsonDocument.Parse(input).RootElement.GetProperty("ServerURL").GetString()!, input);
                    return Task.FromResult(new HelperAnswer(0, ""));
                default:
                    Kept = Kept.Remove(input);
                    return Task.FromResult(new HelperAnswer(0, ""));
            }
        }
    }
}
