namespace DockerLint.Hosts.Bake.Builds;

/// <summary>How contexts are written that are no folders.</summary>
public static class BakeContext
{
    /// <summary>What another target makes: <c>target:NAME</c>.</summary>
    public const string TargetScheme = "target:";

    /// <summary>A path that starts where the program does, not in the context: <c>cwd://PATH</c>.</summary>
    public const string FolderScheme = "cwd://";
}
