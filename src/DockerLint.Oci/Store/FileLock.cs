namespace DockerLint.Oci.Store;

/// <summary>A lock between processes, and between the threads of one: an open file (flock, or sharing modes on Windows). A process that dies lets go of it.</summary>
internal sealed class FileLock : IDisposable
{
    // errno EAGAIN on Linux and on macOS; ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    private static readonly int[] s_held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly FileStream _file;
    private readonly bool _isKept;

    private FileLock(FileStream file, bool isKept) => (_file, _isKept) = (file, isKept);

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="isKept">Whether the file stays when nobody holds the lock.</param>
    /// <returns>The lock; null where somebody else held it all the time.</returns>
    public static FileLock? Take(string path, TimeSpan limit, bool isKept)
    {
        const int LongestPause = 25;
        long start = Environment.TickCount64;
        for (int pause = 1; ; pause = Math.Min(pause * 2, LongestPause))
        {
            if (Try(path, isKept) is { } taken)
                return taken;
            if (Environment.TickCount64 - start > limit.TotalMilliseconds)
                return null;
            // Not in step with the others who wait.
            Thread.Sleep(Random.Shared.Next(1, pause + 1));
        }
    }

    /// <summary>Whether opening a file failed since somebody else has it open.</summary>
    public static bool IsHeld(IOException failure) => s_held.Contains(failure.HResult);

    /// <inheritdoc/>
    public void Dispose()
    {
        // While it is held: who has it open by then finds that its name is gone.
        if (!_isKept && !OperatingSystem.IsWindows())
            File.Delete(_file.Name);
        _file.Dispose();
    }

    private static FileLock? Try(string path, bool isKept)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
            Options = !isKept && OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = AtomicFile.Private;
        try
        {
            var file = new FileStream(path, options);
            if (isKept || OperatingSystem.IsWindows() || HasName(file, path))
                return new FileLock(file, isKept);
            file.Dispose();
            return null;
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows() && !isKept && File.Exists(path))
        {
            // Windows: it is about to be deleted.
            return null;
        }
    }

    /// <summary>Whether a path still leads to an open file. Between opening and locking it, its last owner may have deleted it.</summary>
    private static bool HasName(FileStream file, string path)
    {
        // Even seconds, which every file system can keep.
        DateTime mark = DateTime.UnixEpoch.AddSeconds(2L * Random.Shared.Next(1, 500_000_000));
        File.SetLastWriteTimeUtc(file.SafeFileHandle, mark);
        return File.GetLastWriteTimeUtc(path) == mark;
    }
}
