using System.Buffers;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Semantics.Values;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>Brings files into an image as COPY does.</summary>
/// <param name="root">The files of the image.</param>
/// <param name="owner">The user and group of all that is made; null for those of the source, root for folders on the way.</param>
/// <param name="mode">The rights of all that is made; null for those of the source.</param>
/// <param name="time">The time of all that is made, in seconds since 1970; null for that of the source.</param>
internal sealed class FileCopier(RootFolder root, (uint Uid, uint Gid)? owner, FileRights? mode, long? time)
{
    private const int BufferSize = 128 * 1024;
    private const int UsualFolder = 0x1ED;

    private readonly Dictionary<(ulong, ulong), UnixPath> _inodes = [];

    /// <summary>Copies a source with all that is in it.</summary>
    /// <param name="tree">Where from.</param>
    /// <param name="source">What.</param>
    /// <param name="destination">Where to, absolute; a slash at the end makes it a folder.</param>
    /// <param name="overwritesFolders">Whether folders that are there get the rights and owner of those that are copied.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    /// <returns>Why it cannot be done; null where it is.</returns>
    public string? Copy(SourceTree tree, SelectedSource source, string destination, bool overwritesFolders, CancellationToken cancellation)
    {
        if (Prepare(source, destination, out UnixPath target) is { } failure)
            return failure;
        var folders = new List<(UnixPath Path, SelectedFile Source)>();
        _inodes.Clear();
        foreach (SelectedFile file in source.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            bool isTop = file.Relative.IsEmpty;
            UnixPath path = isTop ? target : new UnixPath([.. target.Bytes.TrimEnd((byte)'/'), (byte)'/', .. file.Relative.Bytes]);
            using Place place = root.Reach(path, followsLast: false) ?? throw new IOException($"cannot reach {path}: a file is in the way");
            using Place from = tree.Root.Find(file.Path, followsLast: false) ?? throw new IOException($"{file.Path} is gone");
            FileStatus? present = place.Status;
            if (file.Status.IsFolder)
            {
                if (present is { IsFolder: false })
                    return $"cannot copy to non-directory: {path}";
                if (present is null)
                    place.MakeFolder(UsualFolder);
                // What was given as a destination is only made, not made like the source.
                if (!isTop && (present is null || overwritesFolders))
                {
                    Describe(place, from, file.Status, tree.IsContext);
                    folders.Add((path, file));
                }

                continue;
            }

            if (present is { IsFolder: true })
                return $"cannot replace to directory {path} with file";
            if (present is not null)
                place.Remove();
            Make(place, from, file.Status, path, tree.IsContext);
        }

        // Their times have changed since, by what was put into them.
        foreach ((UnixPath path, SelectedFile folder) in folders.AsEnumerable().Reverse())
        {
            using Place? place = root.Find(path, followsLast: false);
            place?.SetModified(TimeOf(folder.Status));
        }

        return null;
    }

    /// <summary>Copies a file that is in no tree.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="rights">Its rights, unless others are asked for.</param>
    /// <param name="modified">When it was changed.</param>
    /// <param name="destination">Where to.</param>
    public string? CopyFile(UnixPath name, Stream content, int rights, FileTime modified, string destination)
    {
        var status = new FileStatus(FileKind.File, rights, 0, 0, 0, modified, 1, 0, 0, 0, 0);
        var source = new SelectedSource(name, [new SelectedFile(name, "", status)]);
        if (Prepare(source, destination, out UnixPath target) is { } failure)
            return failure;
        using Place place = root.Reach(target, followsLast: false) ?? throw new IOException($"cannot reach {target}: a file is in the way");
        if (place.Status is { IsFolder: true })
            return $"cannot replace to directory {target} with file";
        place.Remove();
        using (FileStream file = place.CreateFile())
            content.CopyTo(file);
        SetOwnerAndMode(place, status, isContext: true);
        place.SetModified(TimeOf(status));
        return null;
    }

    /// <summary>Makes a folder and those above it; what is made gets the owner, and the rights where they are a number.</summary>
    /// <returns>Why it cannot be; null where it is there.</returns>
    public string? MakeFolders(string path, int? rights = null)
    {
        int bits = rights ?? mode?.Bits ?? UsualFolder;
        using Place? place = root.Reach(path, followsLast: true, Made);
        if (place is null)
            return $"mkdir {path}: not a directory";
        FileStatus? present = place.Status;
        if (present is null)
        {
            place.MakeFolder(bits);
            Made(place);
        }

        return present is null or { IsFolder: true } ? null : $"mkdir {path}: not a directory";

        void Made(Place made)
        {
            if (owner is { } given)
                made.SetOwner(given.Uid, given.Gid);
            made.SetMode(bits);
            if (time is { } seconds)
                made.SetModified(new FileTime(seconds));
        }
    }

    /// <summary>Makes the folders that a destination needs, and says what its path is without links.</summary>
    private string? Prepare(SelectedSource source, string destination, out UnixPath target)
    {
        target = destination;
        bool isFolder = destination.EndsWith('/');
        string trimmed = isFolder ? destination.TrimEnd('/') : destination;
        if (trimmed.Length == 0)
            trimmed = "/";
        if (MakeFolders(isFolder ? trimmed : Parent(trimmed)) is { } failure)
            return failure;
        using (Place? place = root.Find(trimmed))
        {
            if (place is null)
                return $"mkdir {trimmed}: not a directory";
            target = place.Path;
            if (source.Top.Status.IsFolder)
                return place.Status is null ? MakeFolders(trimmed) : null;
            if (place.Status is not { IsFolder: true })
                return null;
        }

        target = new UnixPath([.. target.Bytes.TrimEnd((byte)'/'), (byte)'/', .. source.Name.Bytes]);
        return null;
    }

    private static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "/";

    private void Make(Place place, Place from, FileStatus status, UnixPath path, bool isContext)
    {
        switch (status.Kind)
        {
            case FileKind.File:
                if (status.Links > 1 && _inodes.TryGetValue((status.Device, status.Inode), out UnixPath first))
                {
                    using Place existing = root.Find(first, followsLast: false) ?? throw new IOException($"{first} is gone");
                    place.LinkTo(existing);
                    return;
                }

                _inodes[(status.Device, status.Inode)] = path;
                using (FileStream file = place.CreateFile())
                using (FileStream content = from.OpenRead())
                    CopyContent(content, file);
                break;
            case FileKind.SymbolicLink:
                place.MakeSymbolicLink(from.ReadLink());
                break;
            case FileKind.Socket:
                return;
            default:
                place.MakeNode(status.Kind, status.Mode, status.Major, status.Minor);
                break;
        }

        Describe(place, from, status, isContext);
        place.SetModified(TimeOf(status));
    }

    private static void CopyContent(FileStream source, FileStream target)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        for (int read = source.Read(buffer); read > 0; read = source.Read(buffer))
            target.Write(buffer, 0, read);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Describe(Place place, Place from, FileStatus status, bool isContext)
    {
        SetOwnerAndMode(place, status, isContext);
        if (!isContext)
            KeptAttributes.Copy(from, place);
    }

    private void SetOwnerAndMode(Place place, FileStatus status, bool isContext)
    {
        (uint uid, uint gid) = owner ?? (isContext ? (0, 0) : (status.Uid, status.Gid));
        place.SetOwner(uid, gid);
        if (status.Kind != FileKind.SymbolicLink)
            place.SetMode(mode?.Apply(status.Mode, status.IsFolder) ?? status.Mode);
    }

    private FileTime TimeOf(FileStatus status) => time is { } seconds ? new FileTime(seconds) : status.Modified;
}
