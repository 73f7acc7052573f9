using System.Diagnostics.CodeAnalysis;

namespace DockerLint.Cli.Input;

/// <summary>Asks the file system, and says in plain words why it refuses.</summary>
internal static class Disk
{
    /// <summary>The reason for a path at which there is nothing.</summary>
    public const string NotFound = "no such file or folder";

    /// <summary>The full path, with slashes.</summary>
    public static string FullPath(string path) => Slashed(Path.GetFullPath(path));

    /// <summary>A path with slashes.</summary>
    public static string Slashed(string path) =>
        Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Does something with the file system.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="result">What it gives; null unless the result is true.</param>
    /// <param name="reason">Why it failed; null when the result is true.</param>
    public static bool TryDo<T>(
        Func<T> action, [NotNullWhen(true)] out T? result, [NotNullWhen(false)] out string? reason)
        where T : class
    {
        result = null;
        try
        {
            result = action();
            reason = null;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            reason = ReasonOf(failure);
            return false;
        }
    }

    /// <summary>Why the file system refuses, in plain words.</summary>
    public static string ReasonOf(Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => NotFound,
        UnauthorizedAccessException => "permission denied",
        _ => failure.Message,
    };
}
