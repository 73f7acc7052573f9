using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Values;

/// <summary>Slash-separated paths as Go's package path joins them and takes them apart, without a file system.</summary>
internal static class GoPath
{
    /// <summary><paramref name="path"/> below <paramref name="folder"/>, cleaned.</summary>
    public static string Join(string folder, string path) => ContextPath.Clean(path.Length == 0 ? folder : folder + "/" + path);

    /// <summary>The last element: "." for an empty path, "/" for one of slashes only.</summary>
    public static string Base(string path)
    {
        string trimmed = path.TrimEnd('/');
        return trimmed.Length > 0 ? trimmed[(trimmed.LastIndexOf('/') + 1)..] : path.Length > 0 ? "/" : ".";
    }
}
