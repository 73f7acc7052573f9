using System.Collections.Immutable;
using System.Formats.Tar;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Control;
using DockerLint.References;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.BuildKit.Tests.Control;

/// <summary>A Docker daemon for several tests.</summary>
public sealed class SharedDaemon : IAsyncLifetime
{
    public RealDaemon Docker { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Docker = await RealDaemon.StartAsync();

    public ValueTask DisposeAsync() => Docker.DisposeAsync();
}

/// <summary>The client against the BuildKit of a real Docker daemon.</summary>
[Trait(RealDaemon.Trait, RealDaemon.Needed)]
public sealed class DaemonTests(SharedDaemon shared) : IClassFixture<SharedDaemon>, IDisposable
{
    private const string Busybox = "/bin/busybox";

    private static readonly EngineSettings s_settings = new("/nowhere");

    private readonly TemporaryFolder _context = new TemporaryFolder().With("folder/file", "text");
    private readonly TemporaryFolder _results = new();
    private readonly string _session = Guid.NewGuid().ToString("N");

    public void Dispose()
    {
        _context.Dispose();
        _results.Dispose();
    }

    [Fact]
    public async Task A_context_comes_back_as_an_archive()
    {
        _context.With("left/out").With("left/in");
        File.CreateSymbolicLink(_context.PathOf("link"), "folder/file");
        string path = _results.PathOf("files.tar");
        byte[] local = Graph.Local(_session);
        byte[] copy = Graph.Copy(local, "/", "/");

        await using (FileStream archive = File.Create(path))
            await SolveAsync(shared.Docker, [local, copy], Output("tar") with { Archive = archive }, ignored: IgnoreFile.Parse("left\n!left/in"));

        Assert.Equal(["folder/", "folder/file", "left/", "left/in", "link"], Names(path));
    }

    [Fact]
    public async Task Results_come_into_a_folder()
    {
        byte[] local = Graph.Local(_session);

        await SolveAsync(shared.Docker, [local, Graph.Copy(local, "/folder", "/copy")], Output("local") with { Folder = _results.PathOf("out") });

        Assert.Equal("text", _results.Read("out/copy/file"));
    }

    [Fact]
    public async Task An_image_comes_into_the_store_of_the_daemon()
    {
        byte[] local = Graph.Local(_session);
        BuildOutput output = Output("moby") with { Attributes = ImmutableDictionary<string, string>.Empty.Add(BuildOutput.NameAttribute, "docker.io/library/made:here") };

        ImmutableDictionary<string, string> response = await SolveAsync(
            shared.Docker, [local, Graph.Copy(local, "/", "/")], output,
            config: """{"architecture":"amd64","os":"linux","config":{"Cmd":["/folder/file"]},"rootfs":{"type":"layers"}}""");

        string inspected = shared.Docker.Call("image", "inspect", "made:here", "--format", "{{.Id}} {{.Config.Cmd}}");
        Assert.Equal($"{response["containerimage.digest"]} [/folder/file]", inspected.Trim());
    }

    /// <summary>Docker's daemon of 20.10 lays no layers over each other: COPY --link is a copy like any other.</summary>
    [Fact]
    public async Task A_plan_becomes_an_image_of_the_daemon()
    {
        File.Copy(Busybox, _context.PathOf("busybox"));
        var file = DockerfileSyntax.Parse("""
            FROM scratch AS base
            COPY busybox /busybox
            RUN --network=none ["/busybox", "touch", "/made"]
            FROM base
            COPY --link folder /folder
            CMD ["/busybox", "cat", "/folder/file"]

            """);
        PlanResult planned = await Planner.PlanAsync(new BuildRequest(file), new NoImages(), default);
        var progress = new Recorded();
        using BuildKitEngine engine = await ConnectAsync(shared.Docker);
        BuildOutput output = Output("moby") with { Attributes = ImmutableDictionary<string, string>.Empty.Add(BuildOutput.NameAttribute, "docker.io/library/planned:1") };

        SolveResult result = await engine.BuildAsync([(Platform.LinuxAmd64, planned.Plan!)], new SolveSettings(WithContext(), new Anonymous()) { Outputs = [output] }, progress, default);

        Assert.False(await engine.CanMergeAsync(default));
        Assert.Equal($"{result.Image!.Root.Digest}", shared.Docker.Call("image", "inspect", "planned:1", "--format", "{{.Id}}").Trim());
        Assert.Equal("text", shared.Docker.Call("run", "--rm", "--network", "none", "planned:1"));
        Assert.Equal(planned.Plan!.Steps.ToHashSet(), progress.Events.OfType<StepDone>().Select(static done => done.Step).ToHashSet());
    }

    /// <summary>Docker's daemon of 20.10 has no indexes in its store; the files of several platforms it sends.</summary>
    [Fact]
    public async Task Plans_of_several_platforms_become_a_folder_each_and_no_image_of_docker()
    {
        var file = DockerfileSyntax.Parse("FROM scratch\nARG TARGETARCH\nCOPY folder /$TARGETARCH\n");
        Platform[] platforms = [Platform.LinuxAmd64, new Platform("linux", "arm64")];
        var plans = ImmutableArray.CreateBuilder<(Platform, BuildPlan)>();
        foreach (Platform platform in platforms)
            plans.Add((platform, (await Planner.PlanAsync(new BuildRequest(file) { Platform = platform }, new NoImages(), default)).Plan!));
        using var target = new TemporaryFolder();
        using BuildKitEngine engine = await ConnectAsync(shared.Docker);
        var settings = new SolveSettings(WithContext(), new Anonymous());

        await engine.BuildAsync(plans.ToImmutable(), settings with { Outputs = [Output("local") with { Folder = target.Path }] }, null, default);
        IOException refusal = await Assert.ThrowsAsync<IOException>(() => engine.BuildAsync(plans.ToImmutable(), settings with { Outputs = [Output("moby")] }, null, default));

        Assert.Equal(("text", "text"), (target.Read("linux_amd64/amd64/file"), target.Read("linux_arm64/arm64/file")));
        Assert.Contains("one platform alone", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_finds_the_secret_and_says_it()
    {
        (RunStep step, byte[][] graph) = await RunAsync("word", "cat", "/secret");
        var progress = new Recorded();

        await SolveAsync(shared.Docker, graph, null, step, progress, s_settings with
        {
            Secrets = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty.Add("word", "open\nsesame"u8.ToArray()),
        });

        Assert.Collection(
            progress.Events,
            started => Assert.Equal(new StepStarted(step), started),
            first => Assert.Equal(new StepOutput(step, "open", false), first),
            second => Assert.Equal(new StepOutput(step, "sesame", false), second),
            done => Assert.True(done is StepDone { IsCached: false } && done.Step == step));
    }

    [Fact]
    public async Task A_command_that_fails_fails_its_step()
    {
        (RunStep step, byte[][] graph) = await RunAsync(null, "sh", "-c", "echo no >&2; exit 3");
        var progress = new Recorded();

        BuildException failed = await Assert.ThrowsAsync<BuildException>(() => SolveAsync(shared.Docker, graph, null, step, progress));

        Assert.Equal(new BuildFailure(step, $"process \"{string.Join(' ', step.Arguments)}\" did not complete successfully: exit code: 3") { ExitCode = 3 }, failed.Failure);
        Assert.Equal([new StepStarted(step), new StepOutput(step, "no", true), new StepFailed(step)], progress.Events);
    }

    [Fact]
    public async Task A_secret_that_nobody_has_fails_its_step()
    {
        (RunStep step, byte[][] graph) = await RunAsync("word", "true");

        BuildException failed = await Assert.ThrowsAsync<BuildException>(() => SolveAsync(shared.Docker, graph, null, step));

        Assert.Equal(step, failed.Failure.Step);
        Assert.Contains("word", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_is_cached()
    {
        (RunStep step, byte[][] graph) = await RunAsync(null, "true", "cached");
        var progress = new Recorded();
        await SolveAsync(shared.Docker, graph, null, step);

        await SolveAsync(shared.Docker, graph, null, step, progress);

        Assert.True(progress.Events is [StepStarted, StepDone { IsCached: true }]);
    }

    [Fact]
    public async Task A_name_that_is_no_UTF8_is_a_clear_error()
    {
        using (var root = RootFolder.Open(_context.Path))
        using (Place place = root.Find(new UnixPath([(byte)'a', 0xFF]))!)
            place.CreateFile().Dispose();
        byte[] local = Graph.Local(_session);

        IOException failed = await Assert.ThrowsAnyAsync<IOException>(() => SolveAsync(shared.Docker, [local, Graph.Copy(local, "/", "/all")], null));

        Assert.Contains("is no UTF-8", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_ends_the_command_too()
    {
        (RunStep step, byte[][] graph) = await RunAsync(null, "sleep", "4711");
        using var cancel = new CancellationTokenSource();
        var progress = new Recorded { OnStart = cancel.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SolveAsync(shared.Docker, graph, null, step, progress, cancellation: cancel.Token));

        for (int attempt = 0; Runs("4711") && attempt < 300; attempt++)
            await Task.Delay(100);
        Assert.False(Runs("4711"));
    }

    [Fact]
    public async Task A_daemon_that_is_killed_is_said_to_be_gone()
    {
        await using RealDaemon docker = await RealDaemon.StartAsync();
        (RunStep step, byte[][] graph) = await RunAsync(null, "sleep", "4712");
        var progress = new Recorded { OnStart = docker.Kill };

        IOException failed = await Assert.ThrowsAnyAsync<IOException>(() => SolveAsync(docker, graph, null, step, progress));

        Assert.Contains("was lost", failed.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix:///nowhere/buildkitd.sock")]
    [InlineData("tcp://127.0.0.1:1")]
    public async Task A_daemon_that_is_not_there_is_a_clear_error(string text)
    {
        Assert.True(DaemonAddress.TryParse(text, null, out DaemonAddress? address, out _));

        IOException failed = await Assert.ThrowsAnyAsync<IOException>(() => BuildKitEngine.ConnectAsync(address, null, default));

        Assert.StartsWith($"no BuildKit answers at {text}: ", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task Twenty_builds_go_at_once()
    {
        for (int index = 0; index < 1000; index++)
            _context.With($"many/{index % 10}/{index}", $"{index}");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            string session = Guid.NewGuid().ToString("N");
            byte[] local = Graph.Local(session);
            byte[] copy = Graph.Copy(local, "/", $"/{number}");
            string folder = _results.PathOf($"{number}");
            await SolveAsync(shared.Docker, [local, copy], Output("local") with { Folder = folder }, session: session);
            Assert.Equal(1001, Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count());
        }));
    }

    private static BuildOutput Output(string type) => new(type, ImmutableDictionary<string, string>.Empty);

    private static List<string> Names(string archive)
    {
        using var reader = new TarReader(File.OpenRead(archive));
        var names = new List<string>();
        while (reader.GetNextEntry() is { } entry)
            names.Add(entry.Name);
        return names;
    }

    private static bool Runs(string word) => Directory.EnumerateDirectories("/proc").Any(folder =>
    {
        try
        {
            return int.TryParse(Path.GetFileName(folder), out _) && File.ReadAllText($"{folder}/cmdline").Split('\0') is ["/busybox", "sleep", _, ..] words && words[2] == word;
        }
        catch (IOException)
        {
            return false;
        }
    });

    /// <summary>A command of busybox, as a step of a plan and as a graph.</summary>
    private async Task<(RunStep, byte[][])> RunAsync(string? secret, params string[] command)
    {
        File.Copy(Busybox, _context.PathOf("busybox"));
        string[] words = ["/busybox", .. command];
        var file = DockerfileSyntax.Parse($"FROM scratch\nRUN [{string.Join(", ", words.Select(static word => $"\"{word}\""))}]\n");
        PlanResult planned = await Planner.PlanAsync(new BuildRequest(file), new NoImages(), default);
        byte[] local = Graph.Local(_session);
        byte[] copy = Graph.Copy(local, "/busybox", "/busybox");
        return (planned.Plan!.Steps.OfType<RunStep>().Single(), [local, copy, Graph.Run(copy, secret, words)]);
    }

    private async Task<ImmutableDictionary<string, string>> SolveAsync(
        RealDaemon docker, byte[][] graph, BuildOutput? output, BuildStep? step = null, IProgress<BuildProgress>? progress = null, EngineSettings? build = null,
        IgnoreFile? ignored = null, string? config = null, string? session = null, CancellationToken cancellation = default)
    {
        using BuildKitEngine engine = await ConnectAsync(docker);
        var steps = new Dictionary<string, BuildStep>();
        if (step is not null)
            steps.Add(Graph.DigestOf(graph[^1]), step);
        var job = new SolveJob([new SolvePart(Graph.Of(graph)) { Config = config }], steps)
        {
            Session = session ?? _session,
            Contexts = ImmutableDictionary<string, BuildContext>.Empty.Add("context", new BuildContext(_context.Path, ignored)),
        };
        return await engine.SolveAsync(job, new SolveSettings(build ?? s_settings, new Anonymous()) { Outputs = output is null ? [] : [output] }, progress, cancellation);
    }

    private static async Task<BuildKitEngine> ConnectAsync(RealDaemon docker)
    {
        Assert.True(DaemonAddress.TryParse("docker://", docker.Address, out DaemonAddress? address, out string? error), error);
        return await BuildKitEngine.ConnectAsync(address, null, default);
    }

    private EngineSettings WithContext() => s_settings with { Contexts = ImmutableDictionary<string, BuildContext>.Empty.Add("", new BuildContext(_context.Path, null)) };

    private sealed class Recorded : IProgress<BuildProgress>
    {
        public List<BuildProgress> Events { get; } = [];

        public Action? OnStart { get; init; }

        public void Report(BuildProgress value)
        {
            Events.Add(value);
            if (value is StepStarted)
                OnStart?.Invoke();
        }
    }

    private sealed class Anonymous : ICredentialSource
    {
        public Task<Credential?> FindAsync(string registry, CancellationToken cancellation) => Task.FromResult<Credential?>(null);
    }

    private sealed class NoImages : IImageResolver
    {
        public Task<(ResolvedImage? Image, string? Error)> ResolveAsync(ImageReference image, Platform platform, CancellationToken cancellation) =>
            Task.FromResult<(ResolvedImage?, string?)>((null, "there are no images"));
    }
}
