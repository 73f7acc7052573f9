using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using DockerLint.Build.Native;
using Microsoft.Win32.SafeHandles;

namespace DockerLint.Build.Layers;

/// <summary>
/// A name in a folder that is open, whether there is something under it or not. No operation follows a symbolic link, so none
/// can leave the folder. What the system refuses is an <see cref="IOException"/>.
/// </summary>
public sealed class Place : IDisposable
{
    private readonly SafeFileHandle _folder;
    private readonly bool _ownsFolder;
    private readonly byte[] _name;

    internal Place(SafeFileHandle folder, bool ownsFolder, ReadOnlySpan<byte> name, UnixPath path)
    {
        (_folder, _ownsFolder, Path) = (folder, ownsFolder, path);
        _name = UnixPath.Terminated(name);
    }

    /// <summary>Where it is in its root, without symbolic links and <c>..</c>; starts with a slash.</summary>
    public UnixPath Path { get; }

    /// <summary>Whether it is the root itself.</summary>
    public bool IsRoot => _name is [(byte)'.', 0];

    /// <summary>What is there; null for nothing.</summary>
    public FileStatus? Status
    {
        get
        {
            if (Libc.Statx(_folder, _name, Libc.AtSymbolicLinkNoFollow, Libc.BasicStatistics, out StatxBuffer raw) == 0)
                return FileStatus.Of(raw);
            return Marshal.GetLastPInvokeError() == Libc.NoEntry ? null : throw UnixFailure.Last("look at", Path);
        }
    }

    /// <summary>The folder that it is in.</summary>
    internal FileStatus FolderStatus => Libc.Statx(_folder, "\0"u8, Libc.AtEmptyPath, Libc.BasicStatistics, out StatxBuffer raw) == 0
        ? FileStatus.Of(raw)
        : throw UnixFailure.Last("look at the folder of", Path);

    /// <summary>A path that leads here by the open folder; for calls that take nothing but a path.</summary>
    internal byte[] DescriptorPath => [.. Encoding.ASCII.GetBytes($"/proc/self/fd/{_folder.DangerousGetHandle()}/"), .. _name];

    /// <summary>Opens a regular file for reading.</summary>
    public FileStream OpenRead()
    {
        // Not blocking, since a named pipe would wait for a writer.
        SafeFileHandle file = Open(Libc.OpenReadOnly | Libc.OpenNonBlocking, "read");
        try
        {
            return new FileStream(file, FileAccess.Read, bufferSize: 0);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes a regular file that must not be there, for writing, with the rights 0600.</summary>
    public FileStream CreateFile()
    {
        SafeFileHandle file = Libc.OpenAt(
            _folder, _name, Libc.OpenReadWrite | Libc.OpenCreate | Libc.OpenExclusive | Libc.OpenNoFollow | Libc.OpenCloseOnExec, 0x180);
        return file.IsInvalid ? throw UnixFailure.Last("make the file", Path) : new FileStream(file, FileAccess.ReadWrite, bufferSize: 0);
    }

    /// <summary>Makes a folder that must not be there.</summary>
    /// <param name="mode">Its rights.</param>
    public void MakeFolder(int mode)
    {
        UnixFailure.Check(Libc.MakeFolderAt(_folder, _name, 0x1C0), "make the folder", Path);
        SetMode(mode);
    }

    /// <summary>Makes a symbolic link that must not be there.</summary>
    /// <param name="target">Where it leads; taken as it is.</param>
    public void MakeSymbolicLink(UnixPath target) =>
        UnixFailure.Check(Libc.SymbolicLinkAt(UnixPath.Terminated(target.Bytes), _folder, _name), "make the symbolic link", Path);

    /// <summary>Makes a device or a named pipe that must not be there.</summary>
    /// <param name="kind">Which of them.</param>
    /// <param name="mode">Its rights.</param>
    /// <param name="major">The driver.</param>
    /// <param name="minor">The device of the driver.</param>
    public void MakeNode(FileKind kind, int mode, uint major = 0, uint minor = 0)
    {
        // dev_t as makedev(3) puts it together.
        ulong device = (minor & 0xFFUL) | ((major & 0xFFFUL) << 8) | ((minor & ~0xFFUL) << 12) | ((major & ~0xFFFUL) << 32);
        UnixFailure.Check(Libc.MakeNodeAt(_folder, _name, (uint)kind | 0x180, device), "make the device", Path);
        SetMode(mode);
    }

    /// <summary>Gives a file another name, which must not be there.</summary>
    /// <param name="existing">The file.</param>
    public void LinkTo(Place existing)
    {
        ArgumentNullException.ThrowIfNull(existing);
        UnixFailure.Check(Libc.LinkAt(existing._folder, existing._name, _folder, _name, 0), "make the hard link", Path);
    }

    /// <summary>Deletes what is there, with all that is in it. Nothing need be there.</summary>
    public void Remove()
    {
        if (Libc.UnlinkAt(_folder, _name, 0) == 0)
            return;
        switch (Marshal.GetLastPInvokeError())
        {
            case Libc.NoEntry:
                return;
            case Libc.IsFolder or Libc.NotPermitted when Status is { IsFolder: true }:
                RemoveChildren();
                UnixFailure.Check(Libc.UnlinkAt(_folder, _name, Libc.AtRemoveFolder), "delete", Path);
                return;
            default:
                throw UnixFailure.Last("delete", Path);
        }
    }

    /// <summary>Gives what is here another name on the same file system, where there is nothing.</summary>
    /// <returns>Whether there was nothing: an empty folder counts as that.</returns>
    internal bool TryMoveTo(Place target)
    {
        if (Libc.RenameAt(_folder, _name, target._folder, target._name) == 0)
            return true;
        return Marshal.GetLastPInvokeError() is Libc.NotEmpty or Libc.Exists ? false : throw UnixFailure.Last("move", Path);
    }

    /// <summary>Deletes a folder that has nothing in it.</summary>
    /// <returns>Whether it was one.</returns>
    internal bool TryRemoveEmptyFolder() => Libc.UnlinkAt(_folder, _name, Libc.AtRemoveFolder) == 0;

    /// <summary>Deletes all that is in a folder.</summary>
    /// <param name="isKept">What stays nonetheless, by its path; null for nothing.</param>
    internal void RemoveChildren(Func<UnixPath, bool>? isKept = null)
    {
        using FolderReader folder = OpenFolder();
        foreach (byte[] name in folder.Names())
        {
            using Place child = folder.At(name, Path);
            if (isKept?.Invoke(child.Path) != true)
                child.Remove();
            else if (child.Status is { IsFolder: true })
                child.RemoveChildren(isKept);
        }
    }

    /// <summary>Opens a folder to see what is in it.</summary>
    internal FolderReader OpenFolder() => new(Open(Libc.OpenReadOnly | Libc.OpenFolder, "open the folder"));

    /// <summary>The names of what is in a folder, sorted by their bytes; as paths in the root.</summary>
    public ImmutableArray<UnixPath> Children()
    {
        using FolderReader folder = OpenFolder();
        return [.. folder.Names().Select(name => Path.Append(name))];
    }

    /// <summary>Where a symbolic link leads.</summary>
    public UnixPath ReadLink() => Libc.ReadLink(_folder, _name) ?? throw UnixFailure.Last("read the symbolic link", Path);

    /// <summary>Gives what is there to a user and a group. The system takes setuid and setgid away, so rights come after.</summary>
    public void SetOwner(uint uid, uint gid) =>
        UnixFailure.Check(Libc.ChangeOwnerAt(_folder, _name, uid, gid, Libc.AtSymbolicLinkNoFollow), "change the owner of", Path);

    /// <summary>Sets the rights of what is there, which is no symbolic link.</summary>
    /// <param name="mode">0 to 0xFFF (07777).</param>
    public void SetMode(int mode) => UnixFailure.Check(Libc.ChangeModeAt(_folder, _name, (uint)mode & 0xFFF, 0), "change the rights of", Path);

    /// <summary>Sets when what is there was changed.</summary>
    public void SetModified(FileTime time) => UnixFailure.Check(
        Libc.SetTimesAt(
            _folder,
            _name,
            [Libc.TimeSpecification.Unchanged, new Libc.TimeSpecification(time.Seconds, time.Nanoseconds)],
            Libc.AtSymbolicLinkNoFollow),
        "change the time of",
        Path);

    /// <summary>The extended attributes, sorted by name. None where the file system has none.</summary>
    public ImmutableArray<FileAttribute> Attributes()
    {
        byte[] path = DescriptorPath;
        // Most files have none.
        if (Filled(buffer => Libc.ListAttributes(path, buffer, (nuint)buffer.Length)) is not { Length: > 0 } list)
            return [];
        var found = ImmutableArray.CreateBuilder<FileAttribute>();
        foreach (string name in Encoding.UTF8.GetString(list.AsSpan(0, list.Length - 1)).Split('\0').Order(StringComparer.Ordinal))
        {
            byte[] terminated = UnixPath.Terminated(Encoding.UTF8.GetBytes(name));
            if (Filled(buffer => Libc.GetAttribute(path, terminated, buffer, (nuint)buffer.Length)) is { } value)
                found.Add(new FileAttribute(name, value));
        }

        return found.ToImmutable();
    }

    /// <summary>What a call puts into a buffer, which it says the length of where it has none.</summary>
    private byte[]? Filled(Func<byte[], nint> call)
    {
        while (true)
        {
            nint length = call([]);
            if (length == 0)
                return [];
            byte[] buffer = new byte[Math.Max(length, 0)];
            nint filled = length < 0 ? length : call(buffer);
            if (filled >= 0)
                return buffer[..(int)filled];
            switch (Marshal.GetLastPInvokeError())
            {
                case Libc.NotSupported or Libc.NoData:
                    return null;
                case Libc.Range:
                    // It has grown in between.
                    continue;
                default:
                    throw UnixFailure.Last("read the attributes of", Path);
            }
        }
    }

    /// <summary>Sets an extended attribute.</summary>
    /// <returns>Whether the file system and our rights allow it.</returns>
    public bool TrySetAttribute(FileAttribute attribute)
    {
        byte[] name = UnixPath.Terminated(Encoding.UTF8.GetBytes(attribute.Name));
        if (Libc.SetAttribute(DescriptorPath, name, attribute.Value.Span, (nuint)attribute.Value.Length, 0) == 0)
            return true;
        return Marshal.GetLastPInvokeError() is Libc.NotSupported or Libc.NotPermitted or Libc.AccessDenied
            ? false
            : throw UnixFailure.Last($"set the attribute {attribute.Name} of", Path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsFolder)
            _folder.Dispose();
    }

    private SafeFileHandle Open(int flags, string action)
    {
        SafeFileHandle file = Libc.OpenAt(_folder, _name, flags | Libc.OpenNoFollow | Libc.OpenCloseOnExec, 0);
        return file.IsInvalid ? throw UnixFailure.Last(action, Path) : file;
    }
}
