namespace DockerLint.Analysis.Facts;

/// <summary>What is at a path of a build context.</summary>
public enum ContextEntry
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A file, or a link to one.</summary>
    File,

    /// <summary>A folder, or a link to one.</summary>
    Folder,
}

/// <summary>A build context as a surface sees it, before <c>.dockerignore</c> takes anything out of it.</summary>
public interface IBuildContext
{
    /// <summary>What is at a path, names being compared as Linux does.</summary>
    /// <param name="path">Relative to the context, cleaned; <c>.</c> for the context itself.</param>
    ContextEntry Find(string path);

    /// <summary>The names in a folder; none where it cannot be read.</summary>
    /// <param name="folder">Relative to the context, cleaned.</param>
    IEnumerable<string> NamesIn(string folder);
}
