using System.Runtime.InteropServices;
using DockerLint.Build.Native;
using Microsoft.Win32.SafeHandles;

namespace DockerLint.Build.Layers;

/// <summary>A folder that is open for reading.</summary>
/// <param name="handle">Its descriptor, which is closed with it.</param>
internal sealed class FolderReader(SafeFileHandle handle) : IDisposable
{
    // struct dirent of 64-bit Linux, of glibc and musl: d_ino, d_off, d_reclen, d_type, d_name.
    private const int NameOffset = 19;

    /// <summary>The descriptor.</summary>
    public SafeFileHandle Handle => handle;

    /// <summary>Opens a folder by its path, symbolic links followed: for folders of our own.</summary>
    public static FolderReader Open(string path)
    {
        SafeFileHandle folder = Libc.Open(
            UnixPath.Terminated(new UnixPath(path).Bytes), Libc.OpenReadOnly | Libc.OpenFolder | Libc.OpenCloseOnExec, 0);
        return folder.IsInvalid ? throw UnixFailure.Last("open the folder", path) : new FolderReader(folder);
    }

    /// <summary>Opens a folder in it.</summary>
    /// <returns>The folder; null where there is no folder of the name.</returns>
    public FolderReader? TryOpen(ReadOnlySpan<byte> name)
    {
        SafeFileHandle folder = Libc.OpenAt(
            handle, UnixPath.Terminated(name), Libc.OpenReadOnly | Libc.OpenFolder | Libc.OpenNoFollow | Libc.OpenCloseOnExec, 0);
        if (!folder.IsInvalid)
            return new FolderReader(folder);
        return Marshal.GetLastPInvokeError() is Libc.NoEntry or Libc.NotFolder or Libc.TooManyLinks
            ? null
            : throw UnixFailure.Last("open the folder", new UnixPath(name.ToArray()));
    }

    /// <summary>The names of all that is in it, sorted by their bytes.</summary>
    public List<byte[]> Names()
    {
        using SafeFileHandle again = Libc.OpenAt(handle, "./\0"u8, Libc.OpenReadOnly | Libc.OpenFolder | Libc.OpenCloseOnExec, 0);
        nint stream = again.IsInvalid ? 0 : Libc.OpenFolderStream((int)again.DangerousGetHandle());
        if (stream == 0)
            throw UnixFailure.Last("read the folder", ".");
        // The stream closes it from here on.
        again.SetHandleAsInvalid();
        var names = new List<byte[]>();
        try
        {
            while (Libc.ReadFolderStream(stream) is var entry and not 0)
            {
                unsafe
                {
                    ReadOnlySpan<byte> name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)entry + NameOffset);
                    if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                        names.Add(name.ToArray());
                }
            }

            if (Marshal.GetLastPInvokeError() is not 0)
                throw UnixFailure.Last("read the folder", ".");
        }
        finally
        {
            _ = Libc.CloseFolderStream(stream);
        }

        names.Sort(static (left, right) => left.AsSpan().SequenceCompareTo(right));
        return names;
    }

    /// <summary>A name in it. It must stay open as long as that is used.</summary>
    /// <param name="name">The name.</param>
    /// <param name="path">The path of this folder in its root.</param>
    public Place At(ReadOnlySpan<byte> name, UnixPath path) => new(handle, ownsFolder: false, name, path.Append(name));

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
