using DockerLint.Build.Layers;
using DockerLint.Build.Snapshots;
using DockerLint.Build.Tar;
using SharpCompress.Common;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>What comes through a pipe as a build context: an archive of its files, or a Dockerfile that needs none.</summary>
public static class PipedContext
{
    // Files of a context belong to nobody, and its devices are not those of this machine.
    private static readonly UnpackOptions s_options = new()
    {
        Change = static entry => entry.Kind is TarKind.CharacterDevice or TarKind.BlockDevice ? null : entry with { Uid = 0, Gid = 0 },
    };

    /// <summary>Reads a context.</summary>
    /// <param name="folder">Where builds keep what they do (<see cref="EngineSettings.Folder"/>).</param>
    /// <param name="pipe">A tar archive as it is, or compressed by gzip, bzip2, xz or Zstandard; anything else is a Dockerfile.</param>
    /// <exception cref="IOException">The archive is damaged, or the system refuses something.</exception>
    public static ContextFolder Open(string folder, Stream pipe)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(pipe);
        string downloads = Directory.CreateDirectory(Path.Combine(folder, "downloads")).FullName;
        using var content = new FileStream(
            Path.Combine(downloads, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        pipe.CopyTo(content);
        var snapshots = new SnapshotStore(folder);
        if (!Archive.IsOne(content))
        {
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
        string? error;
        try
        {
            using var root = RootFolder.Open(folder);
            error = Archive.Read(content, archive => LayerUnpacker.Unpack(archive, root, s_options).Error);
        }
        catch (SharpCompressException failure)
        {
            error = failure.Message;
        }

        if (error is not null)
            throw new IOException($"the archive cannot be unpacked: {error}");
    }
}
