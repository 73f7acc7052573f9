namespace DockerLint.Hosts.Bake.Builds;

/// <summary>How contexts are written that Bake alone knows.</summary>
public static class BakeContext
{
    /// <summary>A path that starts where the program does, not in the context: <c>cwd://PATH</c>.</summary>
    public const string FolderScheme = "cwd://";
}
