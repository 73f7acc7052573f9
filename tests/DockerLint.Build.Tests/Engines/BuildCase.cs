using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Build.Tests.Engines;

/// <summary>A Dockerfile and its build context, built in a store of its own.</summary>
internal sealed class BuildCase : IDisposable
{
    private readonly TemporaryFolder _context = new();
    private readonly BuildPlace _place;
    private readonly StoreLease _lease;
    private readonly RegistryClient _client;

    public BuildCase(BuildPlace place, string dockerfile, string? archive)
    {
        (_place, _lease, _client) = (place, place.Store.Lease(), place.Connect());
        if (archive is not null)
            Machine.Run("tar", "-C", _context.Path, "--xattrs", "--xattrs-include=*", "-xpf", archive);
        Syntax = DockerfileSyntax.Parse(place.WithPorts(dockerfile));
    }

    public DockerfileSyntax Syntax { get; }

    public ImmutableDictionary<string, string> Arguments { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? Target { get; init; }

    public long? Epoch { get; init; }

    public bool UsesCache { get; init; } = true;

    public List<string> Output { get; } = [];

    /// <summary>Plans and builds.</summary>
    /// <returns>The image, or the line and the reason why there is none.</returns>
    public async Task<(BuiltImage? Image, int? Line, string? Reason)> BuildAsync(CancellationToken cancellation = default)
    {
        var images = new ImageSources(_lease, _client, asksAlways: false);
        var request = new BuildRequest(Syntax) { Arguments = Arguments, Target = Target, Epoch = Epoch };
        PlanResult planned = await Planner.PlanAsync(request, images, cancellation);
        if (!planned.Success)
            return (null, LineOf(planned.Errors[0].Span), planned.Errors[0].Message);
        string ignore = Path.Combine(_context.Path, ".dockerignore");
        var settings = new EngineSettings(_place.Folder.PathOf("engine"))
        {
            Contexts = ImmutableDictionary<string, BuildContext>.Empty.Add(
                "", new BuildContext(_context.Path, File.Exists(ignore) ? IgnoreFile.Parse(await File.ReadAllTextAsync(ignore, cancellation)) : null)),
            Secrets = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty.Add("s", Encoding.UTF8.GetBytes("hidden")),
            Epoch = Epoch,
            UsesCache = UsesCache,
        };
        using var engine = new EmbeddedEngine(settings, _lease, images, new Lines(Output));
        try
        {
            return (await engine.BuildAsync(planned.Plan, cancellation), null, null);
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

    private sealed class Lines(List<string> output) : IProgress<Build.Engines.BuildProgress>
    {
        public void Report(Build.Engines.BuildProgress value)
        {
            lock (output)
            {
                if (value is Build.Engines.StepOutput line)
                    output.Add(line.Line);
                else if (value is Build.Engines.StepDone { IsCached: true })
                    output.Add("CACHED");
            }
        }
    }
}
