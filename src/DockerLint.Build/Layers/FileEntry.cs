using DockerLint.Build.Native;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Layers;

/// <summary>What an archive says of files.</summary>
internal static class FileEntry
{
    /// <summary>The entry of a file, which is no socket: archives have none.</summary>
    /// <param name="name">What the archive calls it.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="status">What it is.</param>
    public static TarEntry Of(UnixPath name, Place place, FileStatus status) => new()
    {
        Name = name,
        Kind = status.Kind switch
        {
            FileKind.Folder => TarKind.Folder,
            FileKind.SymbolicLink => TarKind.SymbolicLink,
            FileKind.CharacterDevice => TarKind.CharacterDevice,
            FileKind.BlockDevice => TarKind.BlockDevice,
            FileKind.Pipe => TarKind.Pipe,
            _ => TarKind.File,
        },
        Mode = status.Mode,
        Uid = status.Uid,
        Gid = status.Gid,
        Size = status.Kind == FileKind.File ? status.Size : 0,
        Modified = status.Modified,
        Link = status.Kind == FileKind.SymbolicLink ? place.ReadLink() : default,
        Major = status.Major,
        Minor = status.Minor,
        Attributes = KeptAttributes.Of(place),
    };
}
