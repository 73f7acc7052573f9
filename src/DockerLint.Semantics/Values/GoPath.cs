namespace DockerLint.Semantics.Values;

/// <summary>Slash-separated paths as Go's package path cleans and joins them, without a file system.</summary>
internal static class GoPath
{
    /// <summary>The shortest path that means the same by its text alone; "." for an empty one.</summary>
    public static string Clean(string path)
    {
        bool rooted = path.StartsWith('/');
        var kept = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                kept.Add(part);
            else if (kept is [.., not ".."])
                kept.RemoveAt(kept.Count - 1);
            else if (!rooted)
                kept.Add(part);
        }

        string joined = string.Join('/', kept);
        return rooted ? "/" + joined : joined.Length == 0 ? "." : joined;
    }

    /// <summary><paramref name="path"/> below <paramref name="folder"/>, cleaned.</summary>
    public static string Join(string folder, string path) => Clean(path.Length == 0 ? folder : folder + "/" + path);

    /// <summary>The last element: "." for an empty path, "/" for one of slashes only.</summary>
    public static string Base(string path)
    {
        string trimmed = path.TrimEnd('/');
        return trimmed.Length > 0 ? trimmed[(trimmed.LastIndexOf('/') + 1)..] : path.Length > 0 ? "/" : ".";
    }
}
