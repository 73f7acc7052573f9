using System.Diagnostics.CodeAnalysis;

namespace DockerLint.Semantics.Patterns;

/// <summary>
/// A pattern for slash-separated paths as in the sources of <c>COPY</c>, by the rules of Go's <c>filepath.Match</c>:
/// <c>*</c> any characters but a slash, <c>?</c> one such character, <c>[a-z]</c> and <c>[^a-z]</c> one character
/// of a class or of none of it, <c>\</c> takes the next character literally.
/// </summary>
public sealed class PathPattern
{
    private readonly Glob _glob;

    private PathPattern(string text, Glob glob)
    {
        Text = text;
        _glob = glob;
        HasWildcards = glob.Nodes.Any(static node => node.Kind != GlobNodeKind.Literal);
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it may match more than one path.</summary>
    public bool HasWildcards { get; }

    /// <summary>
    /// Reads a pattern. It is bad, as for Go, when a class is empty or not closed, a range lacks one of its ends, or
    /// nothing follows the last <c>\</c>.
    /// </summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out PathPattern? pattern,
        [NotNullWhen(false)] out PatternError? error)
    {
        pattern = PatternGrammar.TryParse(PatternGrammar.Path, text, out Glob? glob, out error)
            ? new PathPattern(text, glob)
            : null;
        return pattern is not null;
    }

    /// <summary>Whether it matches all of <paramref name="path"/>. The time is path × pattern at worst.</summary>
    public bool IsMatch(ReadOnlySpan<char> path) => _glob.IsMatch(path);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
