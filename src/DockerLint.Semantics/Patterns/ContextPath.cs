namespace DockerLint.Semantics.Patterns;

/// <summary>Slash-separated paths as BuildKit reads them: purely by their text, no file system is asked.</summary>
public static class ContextPath
{
    /// <summary>
    /// The shortest path that is the same place (Go's <c>path.Clean</c>): no empty and no <c>.</c> elements, no
    /// trailing slash, <c>..</c> only where nothing is left to go up from; above the root is the root.
    /// </summary>
    /// <returns><c>.</c> when nothing is left.</returns>
    public static string Clean(string path)
    {
        bool rooted = path.StartsWith('/');
        List<string> kept = [];
        foreach (string element in path.Split('/'))
        {
            switch (element)
            {
                case "" or ".":
                    break;
                case ".." when kept.Count > 0 && kept[^1] != "..":
                    kept.RemoveAt(kept.Count - 1);
                    break;
                case ".." when rooted:
                    break;
                default:
                    kept.Add(element);
                    break;
            }
        }

        string joined = string.Join('/', kept);
        return rooted ? "/" + joined : joined.Length == 0 ? "." : joined;
    }

    /// <summary>The folder that holds <paramref name="path"/> (Go's <c>path.Dir</c>): what is before its last slash, cleaned.</summary>
    /// <returns><c>.</c> when there is no slash.</returns>
    public static string Parent(string path) => Clean(path[..(path.LastIndexOf('/') + 1)]);
}
