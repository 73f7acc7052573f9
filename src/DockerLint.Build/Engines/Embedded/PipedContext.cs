using DockerLint.Build.Layers;
using DockerLint.Build.Snapshots;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>What comes through a pipe as a build context: an archive of its files, or a Dockerfile that needs none.</summary>
public static class PipedContext
{
    private const int MostText = 16 << 20;

    // Files of a context belong to nobody, its devices are not those of this machine, and nobody writes into its pipes.
    private static readonly UnpackOptions s_options = new()
    {
        Change = static entry => entry.Kind is TarKind.CharacterDevice or TarKind.BlockDevice or TarKind.Pipe ? null : entry with { Uid = 0, Gid = 0 },
    };

    /// <summary>Reads a context.</summary>
    /// <param name="folder">Where builds keep what they do (<see cref="EngineSettings.Folder"/>).</param>
    /// <param name="pipe">A tar archive as it is, or compressed by gzip, bzip2, xz or Zstandard; anything else is a Dockerfile.</param>
    /// <exception cref="IOException">The archive is damaged, or it is too large for a Dockerfile, or the system refuses something.</exception>
    public static ContextFolder Open(string folder, Stream pipe)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(pipe);
        string downloads = Directory.CreateDirectory(Path.Combine(folder, "downloads")).FullName;
        using var content = new FileStream(
            Path.Combine(downloads, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        pipe.CopyTo(content);
        var snapshots = new SnapshotStore(folder);
        if (!Archive.IsMeant(content) && !Archive.IsOne(content))
        {
            if (content.Length > MostText)
                throw new IOException("it is neither an archive nor a Dockerfile");
            byte[] text = new byte[content.Length];
            content.ReadExactly(text);
            return new ContextFolder(snapshots) { Dockerfile = text };
        }

        var context = new ContextFolder(snapshots);
        try
        {
            Unpack(content, context.Path);
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    private static void Unpack(FileStream content, string folder)
    {
        using var root = RootFolder.Open(folder);
        if (Archive.Unpack(content, root, s_options, CancellationToken.None) is { } error)
            throw new IOException($"the archive cannot be unpacked: {error}");
    }
}
