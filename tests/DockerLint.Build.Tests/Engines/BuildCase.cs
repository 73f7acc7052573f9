using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Outputs;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Build.Tests.Engines;

/// <summary>A Dockerfile and its build context, built in a store of its own.</summary>
internal sealed class BuildCase : IDisposable
{
    private readonly TemporaryFolder _context = new();
    private readonly string _engine;
    private readonly StoreLease _lease;
    private readonly RegistryClient _client = new(new RegistryOptions { Attempts = 1, ConnectTimeout = TimeSpan.FromSeconds(2) });

    /// <param name="folder">Has the store and what the engine keeps.</param>
    /// <param name="dockerfile">The text of the Dockerfile.</param>
    public BuildCase(TemporaryFolder folder, string dockerfile)
    {
        Store = new ContentStore(folder.PathOf("store"));
        _engine = folder.PathOf("engine");
        _lease = Store.Lease();
        Syntax = DockerfileSyntax.Parse(dockerfile);
    }

    /// <summary>The secret "s".</summary>
    public static ImmutableDictionary<string, ReadOnlyMemory<byte>> HiddenSecret { get; } =
        ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty.Add("s", "hidden-secret"u8.ToArray());

    public ContentStore Store { get; }

    /// <summary>The build context.</summary>
    public TemporaryFolder Context => _context;

    public DockerfileSyntax Syntax { get; }

    public ImmutableDictionary<string, string> Arguments { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? Target { get; init; }

    public long? Epoch { get; init; }

    public ImmutableDictionary<string, ReadOnlyMemory<byte>> Secrets { get; init; } = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>What stages and images of a name are instead.</summary>
    public ImmutableDictionary<string, string> ContextSources { get; init; } = ImmutableDictionary<string, string>.Empty;

    public bool UsesCache { get; init; } = true;

    public bool IsSequential { get; init; }

    public ImmutableArray<(string Name, string Address)> ExtraHosts { get; init; } = [];

    /// <summary>The folder that the files of the image are written to; null for none.</summary>
    public string? FilesFolder { get; init; }

    /// <summary>Is given each line that a command writes.</summary>
    public Action<string>? Wrote { get; set; }

    public List<string> Output { get; } = [];

    /// <summary>The steps that were not done again.</summary>
    public List<string> Cached { get; } = [];

    /// <summary>Fills the build context.</summary>
    public BuildCase WithContext(string archive)
    {
        Machine.Run("tar", "-C", _context.Path, "--xattrs", "--xattrs-include=*", "-xpf", archive);
        return this;
    }

    /// <summary>Plans and builds.</summary>
    /// <returns>The image, or the line and the reason why there is none.</returns>
    public async Task<(BuiltImage? Image, int? Line, string? Reason)> BuildAsync(CancellationToken cancellation = default)
    {
        var images = new ImageSources(_lease, _client, asksAlways: false);
        var request = new BuildRequest(Syntax) { Arguments = Arguments, Target = Target, Epoch = Epoch, Contexts = ContextSources };
        PlanResult planned = await Planner.PlanAsync(request, images, cancellation);
        if (!planned.Success)
            return (null, LineOf(planned.Errors[0].Span), planned.Errors[0].Message);
        string ignore = Path.Combine(_context.Path, ".dockerignore");
        var settings = new EngineSettings(_engine)
        {
            Contexts = ImmutableDictionary<string, BuildContext>.Empty.Add(
                "", new BuildContext(_context.Path, File.Exists(ignore) ? IgnoreFile.Parse(await File.ReadAllTextAsync(ignore, cancellation)) : null)),
            Secrets = Secrets,
            Epoch = Epoch,
            UsesCache = UsesCache,
            IsSequential = IsSequential,
            ExtraHosts = ExtraHosts,
        };
        using var engine = new EmbeddedEngine(settings, _lease, images, new Watcher(this));
        try
        {
            BuiltImage image = await engine.BuildAsync(planned.Plan, cancellation);
            using SnapshotView? files = FilesFolder is null ? null : await engine.FilesAsync(planned.Plan, cancellation);
            if (files is not null)
                FileOutput.WriteFolder(files.Root, FilesFolder!, epoch: null, cancellation);
            return (image, null, null);
        }
        catch (BuildException failure)
        {
            return (null, LineOf(failure.Failure.Step.Instruction!.Span), failure.Message);
        }
    }

    public void Dispose()
    {
        _lease.Dispose();
        _client.Dispose();
        _context.Dispose();
    }

    private int LineOf(TextSpan span) => Syntax.Source.PositionOf(span.Start).Line;

    private sealed class Watcher(BuildCase build) : IProgress<Build.Engines.BuildProgress>
    {
        public void Report(Build.Engines.BuildProgress value)
        {
            lock (build.Output)
            {
                if (value is Build.Engines.StepOutput line)
                {
                    build.Output.Add(line.Line);
                    build.Wrote?.Invoke(line.Line);
                }
                else if (value is Build.Engines.StepDone { IsCached: true })
                    build.Cached.Add(value.Step.Description);
            }
        }
    }
}
