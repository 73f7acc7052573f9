using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Outputs;
using DockerLint.Build.Snapshots;
using DockerLint.Cli.Images;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Where an image, or its files, go besides the store: <c>--output</c>.</summary>
/// <param name="Type"><c>oci</c>, <c>docker</c>, <c>tar</c>, <c>local</c>, <c>registry</c>, <c>image</c> or <c>cacheonly</c>.</param>
/// <param name="Path">The file or folder; <c>-</c> is standard output. Empty where there is none; of type <c>docker</c> it is the daemon that runs.</param>
internal sealed record OutputTarget(string Type, string Path)
{
    /// <summary>Into the Docker daemon that runs: <c>--load</c>.</summary>
    public static OutputTarget Daemon { get; } = new("docker", "");

    private static readonly ImmutableArray<string> s_types = ["oci", "docker", "tar", "local", "registry", "image", "cacheonly"];

    private static readonly OptionRecord s_record = new(
        "--output", ["type", "dest", "name", "push"], [new("oci-mediatypes", "true"), new("compression", "gzip"), new("tar", "true")]);

    /// <summary>The names that the image has there.</summary>
    public ImmutableArray<ImageReference> Names { get; init; } = [];

    /// <summary>Whether the image is pushed under its names.</summary>
    public bool Pushes { get; init; }

    /// <summary>Whether it is the image in the store, or in registries.</summary>
    public bool IsImage => Type is "registry" or "image";

    /// <summary>Whether nothing is named or written: the build is done for its cache.</summary>
    public bool IsNothing => Type == "cacheonly";

    /// <summary>Reads <c>type=TYPE,dest=PATH</c>, fields as buildx has them; a path alone is a folder, <c>-</c> alone an archive of the files.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out OutputTarget? target, [NotNullWhen(false)] out string? error)
    {
        target = null;
        error = null;
        if (text.Length > 0 && !text.Contains('='))
        {
            target = text == "-" ? new OutputTarget("tar", text) : new OutputTarget("local", text);
            return true;
        }

        target = s_record.TryRead(text, out Dictionary<string, string> fields, out error) ? Of(text, fields, out error) : null;
        return target is not null;
    }

    /// <summary>Writes what is asked for.</summary>
    public async Task WriteAsync(Host host, ContentStore store, IReadOnlyList<PlatformBuild> builds, BuiltImage image, CancellationToken cancellation)
    {
        if (IsImage || IsNothing)
            return;
        if (Type is "tar" or "local")
        {
            await WriteFilesAsync(host, builds, cancellation).ConfigureAwait(false);
            return;
        }

        if (Path.Length == 0)
        {
            using var daemon = new DockerDaemon(host.Variable("DOCKER_HOST") is { Length: > 0 } address ? address : DockerDaemon.UsualAddress);
            await daemon.LoadAsync(Write, cancellation).ConfigureAwait(false);
            return;
        }

        WriteArchive(host, Write);

        void Write(Stream stream) => ImageArchive.Write(stream, store, image.Root, Names, isDocker: Type == "docker");
    }

    private static OutputTarget? Of(string text, Dictionary<string, string> fields, out string? error)
    {
        string type = fields.GetValueOrDefault("type", "");
        string path = fields.GetValueOrDefault("dest", "");
        string? unclear = s_record.ReadTruth(fields, "push", type == "registry", out bool pushes);
        error = !s_types.Contains(type) ? $"--output: type '{type}' is none of {string.Join(", ", s_types)}"
            : path.Length == 0 && type is "oci" or "tar" or "local" ? $"--output: '{text}' does not say where to; add dest=PATH"
            : unclear is not null ? unclear
            : pushes && type is not ("registry" or "image") ? $"--output: '{text}' cannot be pushed; write type=registry"
            : null;
        var names = ImmutableArray.CreateBuilder<ImageReference>();
        foreach (string name in fields.GetValueOrDefault("name", "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (NewName.TryRead(name, out ImageReference? read, out string? reason))
                names.Add(read);
            else
                error ??= $"--output: {name}: {reason}";
        }

        return error is null ? new OutputTarget(type, path) { Names = names.ToImmutable(), Pushes = pushes } : null;
    }

    /// <summary>Writes the files alone, those of several platforms into a folder each.</summary>
    private async Task WriteFilesAsync(Host host, IReadOnlyList<PlatformBuild> builds, CancellationToken cancellation)
    {
        long? epoch = builds[0].Engine.Epoch;
        var parts = new List<(string Folder, SnapshotView? Files)>();
        try
        {
            foreach (PlatformBuild build in builds)
                parts.Add((builds.Count == 1 ? "" : build.Folder, await build.Engine.FilesAsync(build.Plan, cancellation).ConfigureAwait(false)));
            if (Type == "tar")
            {
                WriteArchive(host, stream => FileOutput.WriteArchive(parts.Select(static part => (part.Folder, part.Files?.Root)), stream, epoch, cancellation));
                return;
            }

            foreach ((string folder, SnapshotView? files) in parts)
            {
                ResultFiles.Fill(Path, () =>
                {
                    string path = System.IO.Path.Combine(Path, folder);
                    Directory.CreateDirectory(path);
                    if (files is not null)
                        FileOutput.WriteFolder(files.Root, path, epoch, cancellation);
                });
            }
        }
        finally
        {
            foreach ((_, SnapshotView? files) in parts)
                files?.Dispose();
        }
    }

    private void WriteArchive(Host host, Action<Stream> write)
    {
        if (Path == "-")
            ResultFiles.Fill("standard output", () => write(host.Output));
        else
            ResultFiles.Write(Path, write);
    }
}
