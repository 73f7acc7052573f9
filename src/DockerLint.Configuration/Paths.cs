namespace DockerLint.Configuration;

/// <summary>Full paths with slashes, as texts.</summary>
public static class Paths
{
    /// <summary>The folder of a path, without a slash at its end; empty for what lies in the root.</summary>
    public static string FolderOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path[..Math.Max(path.LastIndexOf('/'), 0)];
    }

    /// <summary>The name of a file.</summary>
    public static string NameOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path[(path.LastIndexOf('/') + 1)..];
    }

    /// <summary>A path that is relative to a folder, without <c>.</c> and <c>..</c>.</summary>
    public static string Combine(string folder, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string full = path.Replace('\\', '/');
        if (!Path.IsPathRooted(full))
            full = $"{folder}/{full}";
        List<string> parts = [];
        foreach (string part in full.Split('/'))
        {
            if (part == ".." && parts.Count > 1)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "..") && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    /// <summary>A folder and those that it is in, from the inside out.</summary>
    public static IEnumerable<string> Upward(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        yield return folder;
        while (folder.Length > 0)
        {
            folder = FolderOf(folder);
            yield return folder;
        }
    }
}
