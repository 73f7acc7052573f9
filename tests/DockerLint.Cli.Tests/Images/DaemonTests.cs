namespace DockerLint.Cli.Tests.Images;

/// <summary>A real Docker daemon takes what was built, and runs it.</summary>
[Trait("Category", "Runtime")]
[Trait(RealDaemon.Trait, RealDaemon.Needed)]
public sealed class DaemonTests : IAsyncLifetime
{
    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();
    private RealDaemon? _daemon;

    public async ValueTask InitializeAsync()
    {
        _daemon = await RealDaemon.StartAsync();
        _context.With("Dockerfile", "FROM scratch\nCOPY busybox /bin/sh\nRUN echo made > /made\nCMD [\"/bin/sh\", \"-c\", \"read text < /made; echo $text by $0\"]\n");
        File.Copy("/usr/bin/busybox", _context.PathOf("busybox"));
    }

    public async ValueTask DisposeAsync()
    {
        await _daemon!.DisposeAsync();
        _place.Dispose();
        _context.Dispose();
    }

    [Fact]
    public void Images_are_loaded_and_run()
    {
        Run run = Build("--load", "-t", "app:1", "-t", "ghcr.io/me/app");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("made by /bin/sh\n", _daemon!.Call("run", "--rm", "--network", "none", "app:1"));
        Assert.Equal(_daemon.Call("images", "-q", "app:1"), _daemon.Call("images", "-q", "ghcr.io/me/app:latest"));
    }

    [Fact]
    public void Archives_for_docker_are_taken_by_it()
    {
        Run run = Build("-t", "app:2", "-o", $"type=docker,dest={_context.PathOf("app.tar")}");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("Loaded image: app:2\n", _daemon!.Call("load", "-i", _context.PathOf("app.tar")));
        Assert.Equal("made by /bin/sh\n", _daemon.Call("run", "--rm", "--network", "none", "app:2"));
    }

    [Fact]
    public void It_builds_targets_that_take_each_other()
    {
        _context.With("docker-bake.hcl", $$"""
            target "app" {
              context = "{{_context.Path}}"
              dockerfile-inline = "FROM base\nRUN read text < /made; echo again $text > /more\nCOPY --from=base /made /third\n"
              contexts = { base = "target:base" }
              output = ["type=local,dest={{_context.PathOf("out")}}"]
            }
            target "base" { context = "{{_context.Path}}" }
            """);
        Run run = Tests.Run.Here(
            "", [.. _place.Variables, ("DOCKER_HOST", _daemon!.Address)],
            ["bake", "-f", _context.PathOf("docker-bake.hcl"), "--no-config", "--engine", "buildkit", "--allow", "network.host", "--set", "*.network=host", "app"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("again made\n", File.ReadAllText(_context.PathOf("out/more")));
        Assert.Equal("made\n", File.ReadAllText(_context.PathOf("out/third")));
    }

    [Fact]
    public void It_builds_targets_side_by_side_and_the_first_that_fails_ends_the_others()
    {
        string Target(string name, string command) =>
            $"target \"{name}\" {{\ncontext = \"{_context.Path}\"\ndockerfile-inline = \"FROM scratch\\nCOPY busybox /bin/sh\\nRUN {command}\\n\"\noutput = [\"type=local,dest={_context.PathOf(name)}\"]\n}}\n";
        _context.With("docker-bake.hcl", Target("slow", "while :; do :; done") + Target("wrong", "exit 3") + Target("one", "echo 1 > /a") + Target("two", "echo 2 > /a"));

        Run failed = Bake("slow", "wrong");
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("exit code: 3", failed.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_context.PathOf("slow")));

        Run run = Bake("one", "two");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(("1\n", "2\n"), (_context.Read("one/a"), _context.Read("two/a")));

        Run Bake(params string[] targets) => Tests.Run.Here(
            "", [.. _place.Variables, ("DOCKER_HOST", _daemon!.Address)],
            ["bake", "-f", _context.PathOf("docker-bake.hcl"), "--no-config", "--engine", "buildkit", "--allow", "network.host", "--set", "*.network=host", .. targets]);
    }

    [Theory]
    [InlineData("RUN [\"/bin/sh\", \"-c\", \"true\"]", "none", " builds: no OCI runtime works here: 'none' is none of crun, runc")]
    [InlineData("RUN [\"/bin/sh\", \"-c\", \"true\"]", null, "the embedded engine builds: it can build here")]
    [InlineData("LABEL a=b", "none", "the embedded engine builds: it can build here")]
    public void It_builds_what_has_commands_where_no_runtime_works(string instruction, string? runtime, string reason)
    {
        _context.With("Dockerfile", $"FROM scratch\nCOPY busybox /bin/sh\n{instruction}\n");
        string[] chosen = runtime is null ? [] : ["--runtime", runtime];
        Run run = Tests.Run.Here(
            "", [.. _place.Variables, ("DOCKER_HOST", _daemon!.Address), ("BUILDKIT_HOST", "docker://")],
            ["build", "--no-config", "--progress", "plain", "--network", "host", "--allow", "network.host", .. chosen, _context.Path]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    private Run Build(params string[] args) =>
        Tests.Run.Here("", [.. _place.Variables, ("DOCKER_HOST", _daemon!.Address)], ["build", "--no-config", "-q", .. args, _context.Path]);
}
