using System.Collections.Immutable;
using DockerLint.Semantics.Patterns;

namespace DockerLint.BuildKit.Files;

/// <summary>What paths of a tree mean, when the symbolic links on the way are followed: they, and the links.</summary>
/// <param name="tree">The tree.</param>
internal sealed class FollowedPaths(IFileTree tree)
{
    // Links that go round would never end.
    private const int MostLinks = 255;

    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>Finds them.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="paths">The paths; their parts may have wildcards.</param>
    /// <returns>Patterns of all that is needed; none where that is the whole tree.</returns>
    public static ImmutableArray<string> Of(IFileTree tree, IEnumerable<string> paths)
    {
        var followed = new FollowedPaths(tree);
        foreach (string path in paths)
            followed.Add(path, 0);
        return followed._found.Contains("") ? [] : [.. followed._found];
    }

    private void Add(string path, int links)
    {
        string current = "";
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int index = 0; index < parts.Length; index++)
        {
            if (parts[index] == ".")
                continue;
            if (parts[index] == "..")
            {
                current = ParentOf(current);
                continue;
            }

            string folder = current;
            current = current.Length == 0 ? parts[index] : $"{current}/{parts[index]}";
            TreeEntry[] targets = [.. LinksAt(folder, parts[index])];
            if (targets.Length == 0)
                continue;
            if (!_found.Add(current) || links == MostLinks)
                return;
            string rest = string.Join('/', parts[(index + 1)..]);
            foreach (TreeEntry link in targets)
                Add($"{(link.Link.StartsWith('/') ? "" : folder)}/{link.Link}/{rest}", links + 1);
            return;
        }

        _found.Add(current);
    }

    private IEnumerable<TreeEntry> LinksAt(string folder, string name)
    {
        if (name.IndexOfAny(['*', '?', '[', '\\']) < 0)
            return tree.Find(folder.Length == 0 ? name : $"{folder}/{name}") is { IsLink: true } link ? [link] : [];
        if (!PathPattern.TryParse(name, out PathPattern? pattern, out _) || (folder.Length > 0 && tree.Find(folder) is not { IsFolder: true }))
            return [];
        return tree.Children(folder).Where(entry => entry.IsLink && pattern.IsMatch(entry.Path.AsSpan(entry.Path.LastIndexOf('/') + 1)));
    }

    private static string ParentOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
