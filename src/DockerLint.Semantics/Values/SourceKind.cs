using DockerLint.References;

namespace DockerLint.Semantics.Values;

/// <summary>Where a source of ADD or COPY comes from.</summary>
public enum SourceKind
{
    /// <summary>A path: of the build context, or of the stage or image of <c>--from</c>.</summary>
    Local,

    /// <summary>A file at an <c>http://</c> or <c>https://</c> URL.</summary>
    Http,

    /// <summary>A git repository, also one whose query is wrong.</summary>
    Git,
}

/// <summary>Sources of ADD and COPY.</summary>
public static class CopySource
{
    /// <summary>The kind of a source after expansion. COPY takes only local ones.</summary>
    public static SourceKind KindOf(string text)
    {
        // Nearly all sources are plain paths, which need no closer look.
        if (!text.Contains(':') && !text.StartsWith("github.com/", StringComparison.Ordinal))
            return SourceKind.Local;
        bool git = GitReference.TryParse(text, out GitReference? reference, out ValueError? error);
        if (git ? !reference!.LooksLocal : error is not null)
            return SourceKind.Git;
        return text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal)
            ? SourceKind.Http
            : SourceKind.Local;
    }
}
