using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.BuildKit.Files;

/// <summary>A folder of Linux, with all that its file system knows of files.</summary>
/// <param name="root">The folder.</param>
internal sealed class LinuxTree(RootFolder root) : IFileTree
{
    /// <inheritdoc/>
    public TreeEntry? Find(string path)
    {
        using Place? place = root.Find("/" + path, followsLast: false);
        return place?.Status is { } status ? EntryOf(path, place, status) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<TreeEntry> Children(string folder)
    {
        using Place? place = root.Find("/" + folder, followsLast: false);
        if (place?.Status is not { IsFolder: true })
            yield break;
        foreach (UnixPath path in place.Children())
        {
            string text = path.ToString();
            // The protocol has no other names.
            if (new UnixPath(text) != path)
                throw new IOException($"the name of '{text}' is no UTF-8, and BuildKit takes no other; rename it, or leave it out by .dockerignore");
            if (Find(text[1..]) is { } entry)
                yield return entry;
        }
    }

    /// <inheritdoc/>
    public Stream Open(string path)
    {
        using Place? place = root.Find("/" + path, followsLast: false);
        return place?.Status is { Kind: FileKind.File } ? place.OpenRead() : throw new FileNotFoundException($"'{path}' is gone");
    }

    /// <inheritdoc/>
    public void Dispose() => root.Dispose();

    private static TreeEntry EntryOf(string path, Place place, FileStatus status) => new(path, GoMode.Of(status.Mode) | KindOf(status.Kind))
    {
        Size = status.Kind is FileKind.File or FileKind.SymbolicLink ? status.Size : 0,
        Modified = (status.Modified.Seconds * 1_000_000_000) + status.Modified.Nanoseconds,
        Link = status.Kind == FileKind.SymbolicLink ? place.ReadLink().ToString() : "",
        Identity = status is { Kind: FileKind.File, Links: > 1 } ? (status.Device, status.Inode) : null,
        Major = status.Kind is FileKind.BlockDevice or FileKind.CharacterDevice ? status.Major : 0,
        Minor = status.Kind is FileKind.BlockDevice or FileKind.CharacterDevice ? status.Minor : 0,
        Attributes = place.Attributes(),
    };

    // A socket is sent as an empty file, as fsutil does.
    private static uint KindOf(FileKind kind) => kind switch
    {
        FileKind.Folder => GoMode.Folder,
        FileKind.SymbolicLink => GoMode.SymbolicLink,
        FileKind.Pipe => GoMode.Pipe,
        FileKind.BlockDevice => GoMode.Device,
        FileKind.CharacterDevice => GoMode.Device | GoMode.CharacterDevice,
        _ => 0,
    };
}
