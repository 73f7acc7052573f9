using System.Diagnostics.CodeAnalysis;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Fixing;

/// <summary>Puts new content in the place of a file, as a whole or not at all.</summary>
internal static class InPlace
{
    /// <summary>Writes a file; where it is a link, what that leads to.</summary>
    /// <param name="path">The file, which need not be there.</param>
    /// <param name="content">All of its content.</param>
    /// <param name="reason">Why it was left as it was; null when the result is true.</param>
    public static bool TryWrite(string path, byte[] content, [NotNullWhen(false)] out string? reason)
    {
        if (!Disk.TryDo(() => File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path), out FileSystemInfo? target, out reason)
            && reason != Disk.NotFound)
        {
            return false;
        }

        // A rename would go around the wish of whoever made the file read-only.
        if (target is FileInfo { Exists: true, IsReadOnly: true })
        {
            reason = "is read-only";
            return false;
        }

        if (!OutputFile.TryOpen(path, out OutputFile? opened, out reason))
            return false;
        using OutputFile file = opened;
        return Disk.TryDo(() => Write(file.Stream, content), out _, out reason) && file.TryCommit(out reason);
    }

    private static FileStream Write(FileStream stream, byte[] content)
    {
        stream.Write(content);
        stream.Flush(flushToDisk: true);
        return stream;
    }
}
