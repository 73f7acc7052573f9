using System.Diagnostics.CodeAnalysis;
using DockerLint.Cli.Input;

namespace DockerLint.Cli.Output;

/// <summary>
/// A file that is written beside its name and renamed when it is complete, so that nobody reads half a report and
/// a run that fails leaves the last one alone. Devices are written to as they are.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _target;
    private readonly string? _temporary;
    private readonly EventHandler? _atExit;

    private OutputFile(string path, string target, string? temporary, FileStream stream)
    {
        Path = path;
        Stream = stream;
        _target = target;
        _temporary = temporary;
        if (temporary is not null)
        {
            _atExit = (_, _) => File.Delete(temporary);
            AppDomain.CurrentDomain.ProcessExit += _atExit;
        }
    }

    /// <summary>The file as it was named.</summary>
    public string Path { get; }

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">The open file; null unless the result is true.</param>
    /// <param name="reason">Why it cannot be written; null when the result is true.</param>
    public static bool TryOpen(string path, [NotNullWhen(true)] out OutputFile? file, [NotNullWhen(false)] out string? reason) =>
        Disk.TryDo(() => Open(path), out file, out reason);

    /// <summary>Puts the file in its place.</summary>
    public bool TryCommit([NotNullWhen(false)] out string? reason) => Disk.TryDo(Commit, out _, out reason);

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        if (_temporary is null)
            return;
        AppDomain.CurrentDomain.ProcessExit -= _atExit;
        File.Delete(_temporary);
    }

    private static OutputFile Open(string path)
    {
        bool isDevice = path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);
        if (isDevice)
            return new OutputFile(path, path, null, new FileStream(path, FileMode.Open, System.IO.FileAccess.Write));
        if (Directory.Exists(path))
            throw new IOException("is a folder");
        string target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(target))!;
        string temporary = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(target)}.{Environment.ProcessId}.tmp");
        var file = new OutputFile(path, target, temporary, new FileStream(temporary, FileMode.Create, System.IO.FileAccess.Write));
        // Who may read and run the file does not change.
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        return file;
    }

    private OutputFile Commit()
    {
        Stream.Dispose();
        if (_temporary is not null)
            File.Move(_temporary, _target, overwrite: true);
        return this;
    }
}
