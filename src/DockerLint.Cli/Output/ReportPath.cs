using DockerLint.Cli.Input;

namespace DockerLint.Cli.Output;

/// <summary>Paths for consumers that look files up in a repository.</summary>
internal static class ReportPath
{
    /// <summary>
    /// A path relative to the working folder, without <c>./</c> and with slashes; as it was given where it leads
    /// outside of that folder.
    /// </summary>
    public static string Of(InputFile file)
    {
        if (file.IsStandardInput && file.Path is null)
            return file.Name;
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetFullPath(file.Name));
        bool isOutside = Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        return Slashed(isOutside ? file.Name : relative);
    }

    /// <summary>A path with slashes on every system.</summary>
    public static string Slashed(string path) =>
        Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');
}
