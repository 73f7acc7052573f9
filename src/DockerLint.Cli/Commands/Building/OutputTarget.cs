using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Outputs;
using DockerLint.Build.Snapshots;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Where an image, or its files, go besides the store: <c>--output</c>.</summary>
/// <param name="Type"><c>oci</c>, <c>docker</c>, <c>tar</c>, <c>local</c>, <c>registry</c> or <c>image</c>.</param>
/// <param name="Path">The file or folder; <c>-</c> is standard output. Of type <c>docker</c> empty for the daemon that runs.</param>
internal sealed record OutputTarget(string Type, string Path)
{
    /// <summary>Into the Docker daemon that runs: <c>--load</c>.</summary>
    public static OutputTarget Daemon { get; } = new("docker", "");

    private static readonly ImmutableArray<string> s_types = ["oci", "docker", "tar", "local", "registry", "image"];

    /// <summary>Reads <c>type=TYPE,dest=PATH</c>; a path alone is a folder, <c>-</c> alone an archive of the files.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out OutputTarget? target, [NotNullWhen(false)] out string? error)
    {
        target = null;
        error = null;
        if (!text.Contains('='))
        {
            target = text == "-" ? new OutputTarget("tar", text) : new OutputTarget("local", text);
            return true;
        }

        string type = "";
        string path = "";
        foreach (string field in text.Split(','))
        {
            string[] parts = field.Split('=', 2);
            switch (parts[0])
            {
                case "type":
                    type = parts[^1];
                    break;
                case "dest":
                    path = parts[^1];
                    break;
                default:
                    error = $"--output: '{parts[0]}' is none of type, dest";
                    return false;
            }
        }

        if (!s_types.Contains(type))
            error = $"--output: type '{type}' is none of {string.Join(", ", s_types)}";
        else if (path.Length == 0 && type is not ("registry" or "image" or "docker"))
            error = $"--output: '{text}' does not say where to; add dest=PATH";
        else
            target = new OutputTarget(type, path);
        return target is not null;
    }

    /// <summary>Writes what is asked for.</summary>
    public async Task WriteAsync(
        Host host, ContentStore store, IReadOnlyList<PlatformBuild> builds, BuiltImage image, ImmutableArray<ImageReference> names, CancellationToken cancellation)
    {
        if (Type is "registry" or "image")
            return;
        if (Type is "tar" or "local")
        {
            await WriteFilesAsync(host, builds, cancellation).ConfigureAwait(false);
            return;
        }

        if (this == Daemon)
        {
            using var daemon = new DockerDaemon(host.Variable("DOCKER_HOST") is { Length: > 0 } address ? address : DockerDaemon.UsualAddress);
            await daemon.LoadAsync(Write, cancellation).ConfigureAwait(false);
            return;
        }

        WriteArchive(host, Write);

        void Write(Stream stream) => ImageArchive.Write(stream, store, image.Root, names, isDocker: Type == "docker");
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
