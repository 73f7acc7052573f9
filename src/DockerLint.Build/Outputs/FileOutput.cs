using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Plan;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Outputs;

/// <summary>The files of an image without the image: in a folder, or as a tar archive.</summary>
public static class FileOutput
{
    private const int FolderMode = 0x1ED;

    /// <summary>Writes all files into a folder; what is there and is not replaced stays.</summary>
    /// <param name="root">The files.</param>
    /// <param name="folder">The folder, which is made if it is missing.</param>
    /// <param name="epoch">The time that all is said to be of, in seconds since 1970; null for what it is.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    /// <exception cref="IOException">Something is in the way.</exception>
    public static void WriteFolder(RootFolder root, string folder, long? epoch, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using var target = RootFolder.Open(folder);
        if (new FileCopier(target, null, null, epoch).Copy(Tree(root), All(root), "/", overwritesFolders: true, cancellation) is { } failure)
            throw new IOException(failure);
    }

    /// <summary>Writes all files as an archive.</summary>
    /// <param name="parts">The files of each image, null for none, and the folder of the archive that they go into; empty for the archive itself.</param>
    /// <param name="target">Where to; stays open.</param>
    /// <param name="epoch">The time that all is said to be of, in seconds since 1970; null for what it is.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public static void WriteArchive(
        IEnumerable<(string Folder, RootFolder? Root)> parts, Stream target, long? epoch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var writer = new TarWriter(target);
        foreach ((string folder, RootFolder? root) in parts)
        {
            if (folder.Length > 0)
                writer.Write(new TarEntry { Name = folder, Kind = TarKind.Folder, Mode = FolderMode });
            if (root is not null)
                Write(writer, root, UnixPath.FromString(folder), epoch, cancellation);
        }

        writer.Complete();
    }

    private static void Write(TarWriter writer, RootFolder root, UnixPath folder, long? epoch, CancellationToken cancellation)
    {
        var inodes = new Dictionary<(ulong, ulong), UnixPath>();
        foreach (SelectedFile file in All(root).Files.Where(static file => !file.Relative.IsEmpty && file.Status.Kind != FileKind.Socket))
        {
            cancellation.ThrowIfCancellationRequested();
            using Place place = root.Find(file.Path, followsLast: false) ?? throw new IOException($"{file.Path} is gone");
            UnixPath name = folder.Append(file.Relative.Bytes);
            TarEntry entry = FileEntry.Of(name, place, file.Status);
            if (epoch is { } seconds)
                entry = entry with { Modified = new FileTime(seconds) };
            if (file.Status is { Kind: FileKind.File, Links: > 1 } && !inodes.TryAdd((file.Status.Device, file.Status.Inode), name))
            {
                writer.Write(entry with { Kind = TarKind.HardLink, Size = 0, Link = inodes[(file.Status.Device, file.Status.Inode)] });
                continue;
            }

            using FileStream? content = entry.Kind == TarKind.File ? place.OpenRead() : null;
            writer.Write(entry, content);
        }
    }

    private static SourceTree Tree(RootFolder root) => new(root, null, isContext: false);

    private static SelectedSource All(RootFolder root) => Selection.Of(Tree(root), new FileTransfer(new StepFiles(null), "/", "/"), out _)[0];
}
