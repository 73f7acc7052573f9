using System.Diagnostics;
using DockerLint.TestData;

namespace DockerLint.Cli.Tests.Images;

/// <summary>What a daemon may only use as long as the build that it is done for goes on: keys of an agent, and logins.</summary>
[Trait("Category", "Runtime")]
[Trait(RealDaemon.Trait, RealDaemon.Needed)]
[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed class DaemonAccessTests : IAsyncLifetime
{
    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();
    private RealDaemon? _daemon;

    public async ValueTask InitializeAsync() => _daemon = await RealDaemon.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _daemon!.DisposeAsync();
        _place.Dispose();
        _context.Dispose();
    }

    [Theory]
    [InlineData("embedded")]
    [InlineData("buildkit")]
    public void Commands_ask_the_agent_of_who_builds(string engine)
    {
        string key = _place.Folder.PathOf("key");
        Machine.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
        string socket = _place.Folder.PathOf("agent");
        using var agent = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true })!;
        try
        {
            // It says where it listens when it does.
            agent.StandardOutput.ReadLine();
            Machine.Run("env", $"SSH_AUTH_SOCK={socket}", "ssh-add", "-q", key);
            Take("/usr/bin/ssh-add");
            Take("/usr/bin/busybox", "/bin/sh");
            _context.With("Dockerfile", "FROM scratch\nCOPY files /\nRUN --mount=type=ssh ssh-add -L > /keys\n");

            Run run = Build(engine, "--ssh", $"default={socket}", "-o", $"type=local,dest={_context.PathOf("out")}");

            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(File.ReadAllText($"{key}.pub"), File.ReadAllText(_context.PathOf("out/keys")));
        }
        finally
        {
            agent.Kill();
            agent.WaitForExit();
        }
    }

    [Fact]
    public async Task Base_images_are_pulled_with_the_login_of_who_builds()
    {
        _place.Folder.With("htpasswd", LoginCommandTests.Users);
        await using RealRegistry registry = await RealRegistry.StartAsync($"auth:\n  htpasswd:\n    realm: test\n    path: {_place.Folder.PathOf("htpasswd")}\n");
        TestImage.Make(_place.Store, $"{registry.Host}/hello", "x");
        Assert.Equal(0, _place.RunWith("secret\n", "login", "-u", "user", "--password-stdin", registry.Host).ExitCode);
        _place.Ok("push", $"{registry.Host}/hello");
        _context.With("Dockerfile", $"FROM {registry.Host}/hello\nCOPY Dockerfile /\n");

        Run run = Build("buildkit", "--pull", "-o", $"type=local,dest={_context.PathOf("out")}");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(File.Exists(_context.PathOf("out/Dockerfile")));

        _place.Ok("logout", registry.Host);
        Run stranger = Build("buildkit", "--pull", "--no-cache", "-o", $"type=local,dest={_context.PathOf("none")}");
        Assert.NotEqual(0, stranger.ExitCode);
        Assert.Contains($"{registry.Host}/hello", stranger.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_context.PathOf("none")));
    }

    /// <summary>Puts a program and what it is linked with into the context.</summary>
    private void Take(string program, string? name = null)
    {
        string[] libraries = [.. Machine.Run("sh", "-c", $"ldd {program} || :").Split().Where(static word => word.StartsWith('/') && File.Exists(word))];
        foreach ((string source, string target) in libraries.Select(static path => (path, path)).Prepend((program, name ?? program)))
        {
            string copy = _context.PathOf($"files{target}");
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy, overwrite: true);
        }
    }

    private Run Build(string engine, params string[] args) => Tests.Run.Here(
        "", [.. _place.Variables, ("DOCKER_HOST", _daemon!.Address)],
        ["build", "--no-config", "--engine", engine, "--network", "host", "--allow", "network.host", .. args, _context.Path]);
}
