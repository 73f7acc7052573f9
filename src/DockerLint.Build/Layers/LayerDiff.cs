using System.Collections.Immutable;
using DockerLint.Build.Native;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Layers;

/// <summary>
/// Makes a layer's archive of the upper folder of an overlay file system. The same files give the same bytes: names are sorted,
/// times are whole seconds, nothing is in it of the machine.
/// </summary>
/// <remarks>
/// A folder is in it only if something in it is, or if it is another than below: the system copies folders up whose files
/// come and go. That a folder hides what is below is said only where there is something.
/// </remarks>
internal sealed class LayerDiff
{
    private readonly TarWriter _writer;
    private readonly long _newest;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<(ulong Device, ulong Inode), UnixPath> _links = [];

    // Folders on the way that are in the archive as soon as something in them is.
    private readonly List<TarEntry> _open = [];

    private LayerDiff(TarWriter writer, long newest, CancellationToken cancellation) =>
        (_writer, _newest, _cancellation) = (writer, newest, cancellation);

    /// <summary>Writes the archive.</summary>
    /// <param name="target">Where to; stays open.</param>
    /// <param name="upper">The upper folder.</param>
    /// <param name="lower">The folders below, the next one first.</param>
    /// <param name="newest">No file is said to be newer than this, in seconds since 1970; null for what they are.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public static void Write(Stream target, FolderReader upper, IReadOnlyList<FolderReader> lower, long? newest, CancellationToken cancellation)
    {
        var writer = new TarWriter(target);
        // Who has no folder below has nothing to hide.
        new LayerDiff(writer, newest ?? long.MaxValue, cancellation).Folder(upper, "", lower);
        writer.Complete();
    }

    private void Folder(FolderReader folder, UnixPath path, IReadOnlyList<FolderReader> below)
    {
        foreach (byte[] name in folder.Names())
        {
            _cancellation.ThrowIfCancellationRequested();
            using Place place = folder.At(name, path);
            // Gone since, if somebody else works in the folder.
            if (place.Status is not { } status)
                continue;
            if (status.IsWhiteout)
            {
                if (IsThere(below, name))
                    Write(Mark(path.Append([.. ".wh."u8, .. name])));
            }
            else if (status.IsFolder)
            {
                SubFolder(folder, place, name, status, below);
            }
            else if (status.Kind != FileKind.Socket)
            {
                File(place, status);
            }
        }
    }

    private void SubFolder(FolderReader parent, Place place, byte[] name, FileStatus status, IReadOnlyList<FolderReader> below)
    {
        if (parent.TryOpen(name) is not { } folder)
            return;
        using (folder)
        {
            TarEntry entry = EntryOf(place, status);
            List<FolderReader> lower = Below(below, name, out bool isSame, status, entry.Attributes);
            bool isOpaque = lower.Count > 0 && IsOpaque(place);
            int depth = _open.Count;
            _open.Add(entry);
            if (isOpaque)
                Write(Mark(place.Path.Append(".wh..wh..opq"u8)));
            else if (!isSame)
                WriteOpen();
            Folder(folder, place.Path, isOpaque ? [] : lower);
            // Those that are written are off the list.
            if (_open.Count > depth)
                _open.RemoveRange(depth, _open.Count - depth);
            lower.ForEach(static reader => reader.Dispose());
        }
    }

    /// <summary>The folders of a name in the folders below that are seen through each other.</summary>
    private static List<FolderReader> Below(
        IReadOnlyList<FolderReader> below, byte[] name, out bool isSame, FileStatus status, ImmutableArray<FileAttribute> attributes)
    {
        var seen = new List<FolderReader>();
        isSame = false;
        foreach (FolderReader lower in below)
        {
            using Place place = lower.At(name, "");
            if (place.Status is not { } found)
                continue;
            if (!found.IsFolder || lower.TryOpen(name) is not { } folder)
                break;
            if (seen.Count == 0)
            {
                isSame = (found.Mode, found.Uid, found.Gid, found.Modified) == (status.Mode, status.Uid, status.Gid, status.Modified)
                    && IsEqual(KeptAttributes.Of(place), attributes);
            }

            seen.Add(folder);
            if (IsOpaque(place))
                break;
        }

        return seen;
    }

    private void File(Place place, FileStatus status)
    {
        if (status.Links > 1)
        {
            if (_links.TryGetValue((status.Device, status.Inode), out UnixPath first))
            {
                Write(EntryOf(place, status) with { Kind = TarKind.HardLink, Size = 0, Link = first, Attributes = [] });
                return;
            }

            _links.Add((status.Device, status.Inode), Relative(place.Path));
        }

        using FileStream? content = status.Kind == FileKind.File ? place.OpenRead() : null;
        Write(EntryOf(place, status), content);
    }

    private void Write(TarEntry entry, Stream? content = null)
    {
        WriteOpen();
        _writer.Write(entry, content);
    }

    private void WriteOpen()
    {
        // They keep their places in the list, so that whoever opened them can take them off.
        for (int index = 0; index < _open.Count; index++)
        {
            if (_open[index] is { Size: 0 } folder)
            {
                _writer.Write(folder);
                _open[index] = folder with { Size = -1 };
            }
        }
    }

    private TarEntry EntryOf(Place place, FileStatus status) =>
        FileEntry.Of(Relative(place.Path), place, status) with { Modified = new FileTime(Math.Min(status.Modified.Seconds, _newest)) };

    private static TarEntry Mark(UnixPath path) => new() { Name = Relative(path), Kind = TarKind.File, Mode = 0 };

    private static UnixPath Relative(UnixPath path) => path.IsAbsolute ? new UnixPath(path.Bytes[1..].ToArray()) : path;

    private static bool IsEqual(ImmutableArray<FileAttribute> left, ImmutableArray<FileAttribute> right) =>
        left.Length == right.Length
        && left.Zip(right).All(static pair => pair.First.Name == pair.Second.Name && pair.First.Value.Span.SequenceEqual(pair.Second.Value.Span));

    private static bool IsOpaque(Place place) =>
        place.Attributes().Any(static attribute => attribute.Name == KeptAttributes.Opaque && attribute.Value.Span is [(byte)'y']);

    /// <summary>Whether a name is seen in the folders below.</summary>
    private static bool IsThere(IReadOnlyList<FolderReader> below, byte[] name)
    {
        foreach (FolderReader folder in below)
        {
            using Place place = folder.At(name, "");
            if (place.Status is { } found)
                return !found.IsWhiteout;
        }

        return false;
    }
}
