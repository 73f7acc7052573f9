using System.Text;

namespace DockerLint.BuildKit.Files;

/// <summary>A folder of any system: without extended attributes, and each name is a file of its own.</summary>
/// <param name="folder">The folder.</param>
internal sealed class PortableTree(string folder) : IFileTree
{
    // What Windows does not know: all may run everything (fsutil).
    private const int UsualRights = 0x1ED;

    /// <inheritdoc/>
    public TreeEntry? Find(string path)
    {
        string full = Path.Combine(folder, path);
        FileSystemInfo info = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        return info.Exists || info.LinkTarget is not null ? EntryOf(path, info) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<TreeEntry> Children(string path) =>
        new DirectoryInfo(Path.Combine(folder, path)).EnumerateFileSystemInfos()
            .Select(info => EntryOf(path.Length == 0 ? info.Name : $"{path}/{info.Name}", info))
            .OrderBy(static entry => Encoding.UTF8.GetBytes(entry.Path), Comparer<byte[]>.Create(static (left, right) => left.AsSpan().SequenceCompareTo(right)));

    /// <inheritdoc/>
    public Stream Open(string path) => new FileStream(Path.Combine(folder, path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static TreeEntry EntryOf(string path, FileSystemInfo info)
    {
        string? link = info.LinkTarget;
        bool isFolder = link is null && info is DirectoryInfo;
        int rights = OperatingSystem.IsWindows() ? UsualRights : (int)info.UnixFileMode;
        return new TreeEntry(path, GoMode.Of(rights) | (link is not null ? GoMode.SymbolicLink : isFolder ? GoMode.Folder : 0))
        {
            Size = link is null && info is FileInfo file ? file.Length : 0,
            Modified = (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100,
            Link = link?.Replace('\\', '/') ?? "",
        };
    }
}
