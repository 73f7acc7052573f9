using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Configuration;

namespace DockerLint.LanguageServer.Workspace;

/// <summary>The folders that are open, as they and all that lies in them are at one time. For any number of threads.</summary>
internal sealed class Roots
{
    private readonly IServerHost _host;
    private readonly ClientSettings _settings;
    private readonly ConcurrentDictionary<string, Root> _others = new(StringComparer.Ordinal);

    /// <summary>Folders.</summary>
    /// <param name="folders">Their full paths, with slashes, none at their ends.</param>
    /// <param name="host">The machine, which has the files.</param>
    /// <param name="settings">What the user has set.</param>
    public Roots(IEnumerable<string> folders, IServerHost host, ClientSettings settings)
    {
        _host = host;
        _settings = settings;
        All = [.. folders.Distinct(StringComparer.Ordinal).OrderByDescending(static folder => folder.Length).Select(folder => new Root(folder, host, settings, isOpen: true))];
    }

    /// <summary>The folders that are open, the innermost first.</summary>
    public ImmutableArray<Root> All { get; }

    /// <summary>The folder that a file lies in: the innermost that is open, else its own.</summary>
    /// <param name="path">Its full path, with slashes; null where it has none, so that it counts to the first folder.</param>
    public Root For(string? path)
    {
        if (path is null)
            return All is [var first, ..] ? first : Other("");
        foreach (Root root in All)
        {
            if (path.StartsWith(root.Folder, StringComparison.Ordinal) && path.Length > root.Folder.Length && path[root.Folder.Length] == '/')
                return root;
        }

        return Other(Paths.FolderOf(path));
    }

    private Root Other(string folder) => _others.GetOrAdd(folder, folder => new Root(folder, _host, _settings, isOpen: false));
}
