namespace DockerLint.Cli.Tests.Images;

/// <summary>Builds by a daemon that is reached by TLS, where both sides show a certificate.</summary>
[Trait(RealDaemon.Trait, RealDaemon.Needed)]
public sealed class SecureDaemonTests : IAsyncLifetime
{
    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();
    private readonly TemporaryFolder _keys = new();
    private RealDaemon? _daemon;

    public async ValueTask InitializeAsync()
    {
        _daemon = await RealDaemon.StartAsync();
        _context.With("Dockerfile", "FROM scratch\nCOPY file /copied\n").With("file", "text");
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon!.DisposeAsync();
        _place.Dispose();
        _context.Dispose();
        _keys.Dispose();
    }

    [Theory]
    [InlineData("tcp", true)]
    [InlineData("docker", false)]
    public async Task It_builds(string scheme, bool isBuildKit)
    {
        await using var front = new SecureFront(_daemon!, isBuildKit, _keys);

        Run run = Build(front, scheme, "--tlsdir", _keys.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("text", File.ReadAllText(_context.PathOf("out/copied")));
    }

    [Fact]
    public async Task A_daemon_that_somebody_else_vouches_for_is_not_trusted()
    {
        await using var front = new SecureFront(_daemon!, true, _keys);
        using var foreign = new TemporaryFolder();
        SecureFront.WriteForeign(foreign);

        Run run = Build(front, "tcp", "--tlsdir", foreign.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The remote certificate is invalid", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_shows_no_certificate_is_not_let_in()
    {
        await using var front = new SecureFront(_daemon!, true, _keys);

        Run run = Build(front, "tcp", "--tlscacert", _keys.PathOf("ca.pem"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"no BuildKit answers at tcp://localhost:{front.Port}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_the_certificate_does_not_have_is_refused()
    {
        await using var front = new SecureFront(_daemon!, true, _keys);

        Assert.Equal(2, Build(front, "tcp", "--tlsdir", _keys.Path, "--tlsservername", "other").ExitCode);
    }

    private Run Build(SecureFront front, string scheme, params string[] more) => Tests.Run.Here(
        "", _place.Variables,
        ["build", "--no-config", "-q", "--engine", "buildkit", "--addr", $"{scheme}://localhost:{front.Port}", .. more, "-o", $"type=local,dest={_context.PathOf("out")}", _context.Path]);
}
