using System.Runtime.InteropServices;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;

namespace DockerLint.Build.Snapshots;

/// <summary>Mounts folders one over the other (the kernel's documentation, filesystems/overlayfs.rst).</summary>
internal static class OverlayMount
{
    /// <summary>All that mount(2) takes.</summary>
    private const int LongestOptions = 4095;

    /// <summary>Mounts in the space of the calling thread.</summary>
    /// <param name="target">Where: a folder.</param>
    /// <param name="lower">The folders below, the uppermost first. At least one, or two where there is no upper folder.</param>
    /// <param name="upper">The folder that takes what is changed; null for one that cannot be changed.</param>
    /// <param name="work">The system's own folder for that, empty, on the same file system.</param>
    /// <remarks>
    /// Renamed folders and changed rights are written out whole, since a layer has no other way to say them. Devices in it
    /// cannot be used: a RUN that may make them could else make the machine's disk. Nothing is waited for when it is
    /// unmounted: what a crash of the machine leaves is not used. In a namespace of users the file system's own attributes are those
    /// that users may set.
    /// </remarks>
    public static void Mount(string target, IReadOnlyList<string> lower, string? upper, string? work)
    {
        // A folder that was opened outside of the space of the thread belongs to another mount, which an overlay refuses.
        var opened = new List<FolderReader>();
        try
        {
            string Open(string folder)
            {
                opened.Add(FolderReader.Open(folder));
                return PathOf(opened[^1]);
            }

            string options = $"lowerdir={string.Join(':', lower.Select(Open))},redirect_dir=nofollow,index=off,metacopy=off{(UserNamespace.IsInside ? ",userxattr" : "")}";
            Mount(target, upper is null ? options : $"{options},upperdir={Open(upper)},workdir={Open(work!)}", lower.Count, upper is not null);
        }
        finally
        {
            opened.ForEach(static folder => folder.Dispose());
        }
    }

    private static void Mount(string target, string options, int layers, bool isWritable)
    {
        if (options.Length + ",volatile".Length > LongestOptions)
            throw new IOException($"an image of {layers} layers cannot be mounted; they are too many");
        if (isWritable && TryMount(target, $"{options},volatile"))
            return;
        // Linux before 5.10 does not know the last one.
        if (!TryMount(target, options))
        {
            int error = Marshal.GetLastPInvokeError();
            throw UnixFailure.Of(error, error == Libc.Invalid ? "mount layers (the store must lie on a file system like ext4, xfs or btrfs) at" : "mount layers at", target);
        }
    }

    private static bool TryMount(string target, string options) => Libc.Mount(
        "overlay\0"u8,
        UnixPath.Terminated(Encoding.UTF8.GetBytes(target)),
        "overlay\0"u8,
        Libc.MountNoDevices,
        UnixPath.Terminated(Encoding.ASCII.GetBytes(options))) == 0;

    /// <summary>A path by the open folder: short, and without the characters that separate options.</summary>
    private static string PathOf(FolderReader folder) => $"/proc/self/fd/{folder.Handle.DangerousGetHandle()}";
}
