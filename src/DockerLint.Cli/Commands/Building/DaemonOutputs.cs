using System.Collections.Immutable;
using DockerLint.Build.Outputs;
using DockerLint.BuildKit.Control;
using DockerLint.Cli.Output;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Where a daemon brings what it builds, and the files of ours that it fills.</summary>
internal sealed class DaemonOutputs : IDisposable
{
    private readonly Host _host;
    private readonly ImmutableDictionary<string, string> _annotations;
    private readonly List<OutputFile> _files = [];
    private string? _loaded;

    private DaemonOutputs(Host host, ImmutableDictionary<string, string> annotations) => (_host, _annotations) = (host, annotations);

    /// <summary>What the daemon is told.</summary>
    public ImmutableArray<BuildOutput> Outputs { get; private set; } = [];

    /// <summary>Whether nothing was asked for, and nobody but the daemon has the image.</summary>
    public bool StaysThere { get; private set; }

    /// <summary>Opens what is asked for.</summary>
    /// <exception cref="DestinationException">A file cannot be written.</exception>
    public static DaemonOutputs Open(Host host, BuildArguments arguments, bool isDocker)
    {
        var outputs = new DaemonOutputs(host, arguments.Annotations.Attributes.ToImmutableDictionary(StringComparer.Ordinal));
        var told = ImmutableArray.CreateBuilder<BuildOutput>();
        try
        {
            foreach (OutputTarget target in arguments.Outputs)
            {
                if (outputs.OutputOf(target, isDocker) is { } output)
                    told.Add(output);
            }

            if (!arguments.PushedNames.IsEmpty && !arguments.Outputs.Any(static target => target.IsImage))
                told.Add(outputs.Image("image", arguments.PushedNames, ("push", "true")));
            if (told.Count == 0 && !arguments.IsForCache)
            {
                outputs.StaysThere = !isDocker;
                told.Add(outputs.Image(isDocker ? BuildOutput.DockerType : "image", arguments.Names));
            }

            outputs.Outputs = told.ToImmutable();
            return outputs;
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }

    /// <summary>Puts the files in their places, now that they are complete.</summary>
    /// <exception cref="DestinationException">One cannot be.</exception>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        foreach (OutputFile file in _files)
        {
            if (!file.TryCommit(out string? reason))
                throw new DestinationException(file.Path, reason);
        }

        if (_loaded is null)
            return;
        using var docker = new DockerDaemon(_host.Variable("DOCKER_HOST") is { Length: > 0 } address ? address : DockerDaemon.UsualAddress);
        await docker.LoadAsync(
            stream =>
            {
                using var image = File.OpenRead(_loaded);
                image.CopyTo(stream);
            },
            cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OutputFile file in _files)
            file.Dispose();
        if (_loaded is not null)
            File.Delete(_loaded);
    }

    private static BuildOutput Files(string type) => new(type, ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    private BuildOutput Image(string type, ImmutableArray<ImageReference> names, params ReadOnlySpan<(string, string)> more)
    {
        ImmutableDictionary<string, string> attributes = _annotations;
        if (!names.IsEmpty)
            attributes = attributes.Add(BuildOutput.NameAttribute, string.Join(',', names.Select(static name => name.ToResolvedString())));
        foreach ((string key, string value) in more)
            attributes = attributes.Add(key, value);
        return new BuildOutput(type, attributes);
    }

    private BuildOutput? OutputOf(OutputTarget target, bool isDocker)
    {
        switch (target.Type)
        {
            case "cacheonly":
                return null;
            case "registry" or "image" when target.Pushes:
                return Image("image", target.Names, ("push", "true"));
            case "registry" or "image":
                return Image(isDocker ? BuildOutput.DockerType : "image", target.Names);
            case "local":
                return Files(target.Type) with { Folder = target.Path };
            case "docker" when target.Path.Length == 0 && isDocker:
                return Image(BuildOutput.DockerType, target.Names);
            case "docker" when target.Path.Length == 0:
                _loaded = Path.GetTempFileName();
                return Image(target.Type, target.Names) with { Archive = Opened(_loaded) };
            default:
                Stream archive = target.Path == "-" ? _host.Output : Opened(target.Path);
                return (target.Type == "tar" ? Files(target.Type) : Image(target.Type, target.Names)) with { Archive = archive };
        }
    }

    private FileStream Opened(string path)
    {
        if (!OutputFile.TryOpen(path, out OutputFile? file, out string? reason))
            throw new DestinationException(path, reason);
        _files.Add(file);
        return file.Stream;
    }
}
