using Microsoft.Win32.SafeHandles;

namespace DockerLint.Build.Native;

/// <content>Calls that fill a buffer.</content>
internal static partial class Libc
{
    private const int LongestPath = 4096;

    /// <summary>Where a symbolic link leads.</summary>
    /// <returns>Where; null where there is no symbolic link (see the last error).</returns>
    public static UnixPath? ReadLink(SafeFileHandle folder, ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[LongestPath];
        nint length = ReadLinkAt(folder, name, buffer, LongestPath);
        return length < 0 ? (UnixPath?)null : new UnixPath(buffer[..(int)length].ToArray());
    }
}
