using DockerLint.Analysis.Facts;

namespace DockerLint.Cli.Input;

/// <summary>A build context that is a folder.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderContext(string folder) : IBuildContext
{
    private static readonly EnumerationOptions s_exactly = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
        MatchCasing = MatchCasing.CaseSensitive,
        MatchType = MatchType.Simple,
    };

    public ContextEntry Find(string path)
    {
        string full = Path.Combine(folder, path);
        if (Directory.Exists(full))
            return IsSpelled(full) ? ContextEntry.Folder : ContextEntry.None;
        // A link to nothing is something too: what it means in the context is for the builder to say.
        return (Path.Exists(full) || IsLink(full)) && IsSpelled(full) ? ContextEntry.File : ContextEntry.None;
    }

    public IEnumerable<string> NamesIn(string path) =>
        Disk.TryDo(() => Directory.GetFileSystemEntries(Path.Combine(folder, path), "*", s_exactly), out string[]? entries, out _)
            ? entries.Select(static entry => Path.GetFileName(entry))
            : [];

    private static bool IsLink(string path) => Disk.TryDo(() => new FileInfo(path).LinkTarget ?? "", out string? target, out _) && target.Length > 0;

    /// <summary>Windows and macOS find a file by its name in another case, and the builder does not.</summary>
    private bool IsSpelled(string path)
    {
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS())
            return true;
        string root = Path.GetFullPath(folder);
        for (string full = Path.GetFullPath(path); full.Length > root.Length && Path.GetDirectoryName(full) is { } parent; full = parent)
        {
            string name = Path.GetFileName(full);
            if (Disk.TryDo(() => Directory.GetFileSystemEntries(parent, name, s_exactly), out string[]? found, out _) && found.Length == 0)
                return false;
        }

        return true;
    }
}
