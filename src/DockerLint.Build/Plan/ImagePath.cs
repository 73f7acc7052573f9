using DockerLint.Semantics.Patterns;

namespace DockerLint.Build.Plan;

/// <summary>Absolute paths in an image.</summary>
internal static class ImagePath
{
    /// <summary>The shortest path that means the same by its text alone, from the root, which <c>..</c> does not leave.</summary>
    public static string Clean(string path) => ContextPath.Clean("/" + path);

    /// <summary>A path that is taken from a folder where it is not absolute.</summary>
    public static string Join(string folder, string path) => Clean(path.StartsWith('/') ? path : $"{folder}/{path}");

    /// <summary>
    /// Where COPY and ADD bring files. A slash at the end stays, since it makes a difference: there the path is a folder.
    /// </summary>
    public static string Destination(string folder, string path)
    {
        string joined = Join(folder, path);
        bool isFolder = path is "" or "." || path.EndsWith('/') || path.EndsWith("/.", StringComparison.Ordinal);
        return isFolder && joined != "/" ? joined + "/" : joined;
    }
}
