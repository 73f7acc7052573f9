using DockerLint.Build.Layers;
using DockerLint.BuildKit.Protocol;

namespace DockerLint.BuildKit.Files;

/// <summary>A folder that files are written into, and nothing outside of it.</summary>
internal sealed class FileTarget
{
    private readonly string _root;
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <param name="folder">The folder; it is made where it is missing.</param>
    public FileTarget(string folder) => _root = Directory.CreateDirectory(folder).FullName;

    /// <summary>Makes a folder; one that is there stays.</summary>
    public void MakeFolder(string path)
    {
        string full = PlaceOf(path);
        if (!IsFolder(full))
        {
            File.Delete(full);
            Directory.CreateDirectory(full);
        }

        _folders.Add(full);
    }

    /// <summary>Makes a symbolic link.</summary>
    public void MakeLink(string path, string target)
    {
        string full = Cleared(path);
        File.CreateSymbolicLink(full, target);
    }

    /// <summary>Makes a file.</summary>
    public Stream Create(string path) => new FileStream(Cleared(path), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);

    /// <summary>Makes another name of a file; where the system has none for us, another file.</summary>
    public void Repeat(string first, Stat again)
    {
        string source = PlaceOf(first);
        string full = Cleared(again.Path);
        if (!OperatingSystem.IsLinux())
        {
            File.Copy(source, full);
            Finish(again);
            return;
        }

        using var root = RootFolder.Open(_root);
        using Place? existing = root.Find(Path.GetRelativePath(_root, source), followsLast: false);
        using Place? place = root.Find(Path.GetRelativePath(_root, full), followsLast: false);
        if (existing is null || place is null)
            throw new IOException($"'{first}' is gone");
        place.LinkTo(existing);
    }

    /// <summary>Gives a file or folder its rights and its time.</summary>
    public void Finish(Stat file)
    {
        string full = PlaceOf(file.Path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(full, (UnixFileMode)GoMode.RightsOf(file.Mode));
        DateTime modified = DateTime.UnixEpoch.AddTicks(file.ModTime / 100);
        if (IsFolder(full))
            Directory.SetLastWriteTimeUtc(full, modified);
        else
            File.SetLastWriteTimeUtc(full, modified);
    }

    /// <summary>A place at which nothing is.</summary>
    private string Cleared(string path)
    {
        string full = PlaceOf(path);
        if (IsFolder(full))
            Directory.Delete(full, recursive: true);
        else
            File.Delete(full);
        return full;
    }

    /// <summary>Where a path leads, all folders on the way being folders and no links.</summary>
    private string PlaceOf(string path)
    {
        string[] parts = path.Split('/');
        if (parts.Any(static part => part is "" or "." or ".." || part.AsSpan().ContainsAny('\\', '\0')))
            throw new IOException($"the daemon sends '{path}', which is no name of a file here");
        string current = _root;
        foreach (string part in parts[..^1])
        {
            current = Path.Combine(current, part);
            if (_folders.Contains(current))
                continue;
            if (!IsFolder(current))
                throw new IOException($"the daemon sends '{path}', whose folder is none");
            _folders.Add(current);
        }

        return Path.Combine(current, parts[^1]);
    }

    private static bool IsFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };
}
