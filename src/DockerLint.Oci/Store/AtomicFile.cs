using System.Security.Cryptography;

namespace DockerLint.Oci.Store;

/// <summary>Replaces files as a whole: whoever reads finds the old content or the new one, after a crash too.</summary>
public static class AtomicFile
{
    /// <summary>Reading and writing for the owner alone.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The usual rights of a file, less what the user masks.</summary>
    public const UnixFileMode Usual = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes a file. Where the path is a symbolic link, what it leads to is replaced and the link stays.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="content">All of the content.</param>
    /// <param name="mode">Who may do what with it, on Unix.</param>
    /// <param name="isDurable">Whether it must be there after the power fails; else it may be lost then, but not half there.</param>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, bool isDurable = true)
    {
        string target = TargetOf(path);
        string temporary = $"{target}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}.tmp";
        try
        {
            using (FileStream stream = Create(temporary, mode, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: isDurable);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a file that may be replaced at the same time.</summary>
    public static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>The file that a path means: what a symbolic link leads to, which need not be there.</summary>
    public static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>Creates a file that must not be there.</summary>
    public static FileStream Create(string path, UnixFileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        return new FileStream(path, options);
    }
}
