using System.Collections.Immutable;

namespace DockerLint.Cli.Input;

/// <summary>A <c>.gitignore</c> file (gitignore(5)).</summary>
internal sealed class GitIgnore
{
    private readonly string _folder;
    private readonly ImmutableArray<GitIgnorePattern> _patterns;

    private GitIgnore(string folder, ImmutableArray<GitIgnorePattern> patterns)
    {
        _folder = folder.EndsWith('/') ? folder : folder + "/";
        _patterns = patterns;
    }

    /// <summary>Patterns that hold in a folder.</summary>
    public static GitIgnore Of(string folder, IEnumerable<string> lines) =>
        new(folder, [.. lines.Select(static line => GitIgnorePattern.Parse(line)).OfType<GitIgnorePattern>()]);

    /// <summary>The file in a folder; null where there is none that can be read.</summary>
    public static GitIgnore? In(string folder)
    {
        string path = folder + "/.gitignore";
        return File.Exists(path) && Disk.TryDo(() => File.ReadAllLines(path), out string[]? lines, out _) ? Of(folder, lines) : null;
    }

    /// <summary>The files above a folder, up to the root of its repository, the outermost first.</summary>
    /// <returns>Nothing where the folder is in no repository, or is the root of one.</returns>
    public static ImmutableArray<GitIgnore> Above(string folder)
    {
        List<GitIgnore> found = [];
        string? root = folder;
        while (!Path.Exists(root + "/.git"))
        {
            root = Path.GetDirectoryName(root);
            if (string.IsNullOrEmpty(root))
                return [];
            if (In(root) is { } file)
                found.Insert(0, file);
        }

        return [.. found];
    }

    /// <summary>Whether a path is left out; null where no pattern speaks of it.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool? Judge(ReadOnlySpan<char> path, bool isFolder)
    {
        if (path.StartsWith(_folder, StringComparison.Ordinal))
            path = path[_folder.Length..];
        for (int index = _patterns.Length - 1; index >= 0; index--)
        {
            if (_patterns[index].IsMatch(path, isFolder))
                return !_patterns[index].Reincludes;
        }

        return null;
    }
}
