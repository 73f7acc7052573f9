using System.Buffers;
using DockerLint.Build.Native;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Layers;

/// <summary>
/// Unpacks an archive that nobody has to trust into a folder. Nothing is written outside of it, whatever the names and links
/// of the archive are.
/// </summary>
public sealed class LayerUnpacker
{
    private const int BufferSize = 128 * 1024;

    private readonly RootFolder _root;
    private readonly UnpackOptions _options;
    private readonly LayerSource _source;
    private readonly TarReader _reader;

    // Times of folders are set last, since they change when something is put into them.
    private readonly Dictionary<UnixPath, FileTime> _folders = [];

    // What a mark of deletion does not mean, since it or something in it is of the same layer.
    private readonly HashSet<UnixPath> _unpacked = [];

    private int _entries;
    private long _bytes;
    private string? _error;

    private LayerUnpacker(LayerSource source, RootFolder root, UnpackOptions options)
    {
        (_source, _root, _options) = (source, root, options);
        _reader = new TarReader(source);
    }

    /// <summary>Unpacks an archive.</summary>
    /// <param name="archive">A tar archive as it is, or compressed by gzip or Zstandard; stays open.</param>
    /// <param name="root">Into what.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it between two reads.</param>
    /// <exception cref="IOException">The system refuses something, for example for want of room.</exception>
    public static UnpackResult Unpack(Stream archive, RootFolder root, UnpackOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(options);
        using var source = new LayerSource(archive, options.Limits, cancellation);
        return new LayerUnpacker(source, root, options).Run();
    }

    private UnpackResult Run()
    {
        while (_error is null && _reader.Next() is { } entry)
        {
            // What has no holes comes out byte by byte, and is counted then.
            if (++_entries > _options.Limits.MostEntries || (entry.IsSparse && !_source.AllowsHoles(_bytes += entry.Size)))
                break;
            if ((_options.Change is { } change ? change(entry) : entry) is { } changed)
                _error = Unpack(changed);
        }

        if (_error is null && _reader.Error is null)
            _reader.ReadToEnd();
        foreach ((UnixPath path, FileTime time) in _folders)
        {
            using Place? folder = _root.Find(path, followsLast: false);
            if (folder?.Status is { IsFolder: true })
                folder.SetModified(time);
        }

        // What ended early did so for this reason, so it comes before what the reader says.
        string? error = _source.IsTooLarge || _entries > _options.Limits.MostEntries
            ? "the archive becomes too large when it is unpacked"
            : _error ?? _reader.Error?.Message;
        return new UnpackResult(error is null ? _source.Complete() : null, _source.Unpacked, _entries, error);
    }

    /// <summary>Unpacks an entry.</summary>
    /// <returns>Why that cannot be; null where it is done.</returns>
    private string? Unpack(TarEntry entry)
    {
        if (Normal(entry.Name) is not { } path)
            return $"'{entry.Name}' leads out of the archive";
        ReadOnlySpan<byte> name = path.Name;
        bool hasMarks = _options.Whiteouts != Whiteouts.Literal;
        if (hasMarks && WhiteoutName.Is(name))
            return Mark(path, entry);
        // The folders that aufs kept for itself at the root.
        if (hasMarks && WhiteoutName.IsOfAufs(path.Bytes[1..]))
            return null;

        using Place? place = _root.Reach(In(path), followsLast: false, parent => Missing(parent, entry.Modified));
        if (place is null)
            return $"'{entry.Name}' cannot be where a file, or a circle of links, is in its way";
        if (entry.Kind == TarKind.CharacterDevice && entry is { Major: 0, Minor: 0 })
            return $"'{entry.Name}' is a device that no image can have";
        if (place.IsRoot && entry.Kind != TarKind.Folder)
            return "the root of an archive is no folder";
        Came(place.Path);

        FileStatus? present = place.Status;
        bool isPresent = present is { IsFolder: true } && entry.Kind == TarKind.Folder;
        // What a folder's time was to be matters no more when it is gone.
        if (present is not null && !isPresent)
            place.Remove();
        return Make(place, entry, isPresent);
    }

    private string? Make(Place place, TarEntry entry, bool isPresent)
    {
        switch (entry.Kind)
        {
            case TarKind.Folder:
                if (!isPresent)
                    place.MakeFolder(0x1C0);
                _folders[place.Path] = entry.Modified;
                break;
            case TarKind.File:
                if (!Write(place, entry))
                    return null;
                break;
            case TarKind.HardLink:
                return Link(place, entry);
            case TarKind.SymbolicLink when entry.Link.IsEmpty:
                return $"the symbolic link '{entry.Name}' leads nowhere";
            case TarKind.SymbolicLink:
                place.MakeSymbolicLink(entry.Link);
                break;
            case TarKind.Pipe:
                place.MakeNode(FileKind.Pipe, entry.Mode);
                break;
            // Where nobody can have devices, the image's files are seen without; its layers stay as they are.
            case TarKind.CharacterDevice or TarKind.BlockDevice when UserNamespace.IsInside:
                return null;
            default:
                FileKind kind = entry.Kind == TarKind.BlockDevice ? FileKind.BlockDevice : FileKind.CharacterDevice;
                place.MakeNode(kind, entry.Mode, entry.Major, entry.Minor);
                break;
        }

        // In this order: another owner takes away setuid and capabilities.
        place.SetOwner((uint)entry.Uid, (uint)entry.Gid);
        if (entry.Kind != TarKind.SymbolicLink)
            place.SetMode(entry.Mode);
        foreach (FileAttribute attribute in entry.Attributes)
        {
            if (KeptAttributes.Contains(attribute.Name))
                _ = place.TrySetAttribute(attribute);
        }

        if (entry.Kind != TarKind.Folder)
            place.SetModified(entry.Modified);
        return null;
    }

    /// <summary>Writes a file. Where an archive leaves holes out, the file has them again.</summary>
    /// <returns>Whether all of it was there.</returns>
    private bool Write(Place place, TarEntry entry)
    {
        using FileStream file = place.CreateFile();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        for (int read = _reader.Read(buffer); read > 0; read = _reader.Read(buffer))
        {
            if (entry.IsSparse && !buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
                file.Position += read;
            else
                file.Write(buffer, 0, read);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        if (_reader.Error is not null)
            return false;
        if (entry.IsSparse)
            file.SetLength(entry.Size);
        return true;
    }

    private string? Link(Place place, TarEntry entry)
    {
        if (Normal(entry.Link) is not { } target)
            return $"the hard link '{entry.Name}' leads out of the archive";
        using Place? existing = _root.Find(In(target), followsLast: false);
        if (existing?.Status is not { } status)
            return $"the hard link '{entry.Name}' leads to '{entry.Link}', which is not there";
        if (status.IsFolder)
            return $"the hard link '{entry.Name}' leads to the folder '{entry.Link}'";
        place.LinkTo(existing);
        return null;
    }

    /// <summary>Does what a mark of deletion says.</summary>
    private string? Mark(UnixPath path, TarEntry entry)
    {
        ReadOnlySpan<byte> name = path.Name;
        UnixPath folder = In(new UnixPath(path.Bytes[..^name.Length].ToArray()));
        bool hides = WhiteoutName.Hides(name);
        // What else starts like this is what aufs kept for itself.
        if (_options.Whiteouts == Whiteouts.Ignored || WhiteoutName.IsOfAufs(name))
            return null;
        ReadOnlySpan<byte> marked = WhiteoutName.Marked(name);
        if (marked is [] or [(byte)'.'] or [(byte)'.', (byte)'.'])
            return $"'{entry.Name}' deletes nothing that has a name";

        UnixPath target = hides ? folder : folder.Append(marked);
        if (_options.Whiteouts == Whiteouts.Removal)
        {
            using Place? place = _root.Find(target, followsLast: hides);
            if (hides && place?.Status is { IsFolder: true })
                place.RemoveChildren(_unpacked.Contains);
            else if (!hides && place is not null && !_unpacked.Contains(place.Path))
                place.Remove();
            return null;
        }

        using Place? marker = _root.Reach(target, followsLast: hides, parent => Missing(parent, entry.Modified));
        if (marker is null)
            return $"'{entry.Name}' cannot be where a file, or a circle of links, is in its way";
        if (!hides && marker.Status is null)
            marker.MakeNode(FileKind.CharacterDevice, 0);
        if (!hides)
            return null;
        if (marker.Status is null)
        {
            marker.MakeFolder(0x1ED);
            Missing(marker, entry.Modified);
        }

        return marker.TrySetAttribute(new FileAttribute(KeptAttributes.Opaque, "y"u8.ToArray()))
            ? null
            : throw new IOException($"cannot hide what is below {marker.Path}: the file system has no trusted attributes");
    }

    /// <summary>Notes that something came with this layer, and so what it is in.</summary>
    private void Came(UnixPath path)
    {
        if (_options.Whiteouts != Whiteouts.Removal)
            return;
        while (path.Bytes.Length > 1 && _unpacked.Add(path))
            path = new UnixPath(path.Bytes[..^(path.Name.Length + 1)].ToArray());
    }

    private void Missing(Place folder, FileTime time)
    {
        _folders[folder.Path] = time;
        _options.Made?.Invoke(folder);
    }

    private UnixPath In(UnixPath path) => _options.Target.Bytes is [] or [(byte)'/'] ? path : new UnixPath([.. _options.Target.Bytes, (byte)'/', .. path.Bytes]);

    /// <summary>A name without <c>.</c> and <c>..</c>, from the root of the archive.</summary>
    /// <returns>The path; null where it would leave the archive.</returns>
    private static UnixPath? Normal(UnixPath name)
    {
        if (!name.Bytes.Contains((byte)'.'))
            return name.IsAbsolute ? name : new UnixPath([(byte)'/', .. name.Bytes]);
        var path = new List<byte[]>();
        foreach (byte[] segment in name.Segments)
        {
            if (!segment.AsSpan().SequenceEqual(".."u8))
                path.Add(segment);
            else if (path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else
                return null;
        }

        return path.Aggregate(new UnixPath("/"), static (all, segment) => all.Append(segment));
    }
}
