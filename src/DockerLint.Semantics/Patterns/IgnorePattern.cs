using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace DockerLint.Semantics.Patterns;

/// <summary>One pattern of a <c>.dockerignore</c> file.</summary>
public sealed class IgnorePattern
{
    private readonly Glob _glob;

    private IgnorePattern(int line, TextSpan span, bool reincludes, string path, Glob glob)
    {
        Line = line;
        Span = span;
        Reincludes = reincludes;
        Path = path;
        _glob = glob;
    }

    /// <summary>Its line in the file, from 1.</summary>
    public int Line { get; }

    /// <summary>Where it is written in the file, its <c>!</c> included.</summary>
    public TextSpan Span { get; }

    /// <summary>Whether it starts with <c>!</c>: what it matches belongs to the build context again (BuildKit's "exclusion").</summary>
    public bool Reincludes { get; }

    /// <summary>What paths are held against, without <c>!</c>: cleaned and relative to the build context.</summary>
    public string Path { get; }

    /// <summary>
    /// Whether it matches all of <paramref name="path"/> itself; whether it matches one of its parents is not asked.
    /// A <c>\</c> takes any next character literally, as documented. (BuildKit makes a regular expression of the
    /// pattern, in which an escaped letter may mean something else.)
    /// </summary>
    public bool IsMatch(ReadOnlySpan<char> path) => _glob.IsMatch(path);

    /// <summary>As <see cref="Path"/>, with the <c>!</c> that it may have.</summary>
    public override string ToString() => Reincludes ? "!" + Path : Path;

    /// <summary>Reads an entry of the file.</summary>
    /// <param name="line">Line of the entry.</param>
    /// <param name="span">Where the entry is; errors are reported there.</param>
    /// <param name="entry">The cleaned entry, not empty.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="error">Why it is none.</param>
    internal static bool TryParse(
        int line,
        TextSpan span,
        string entry,
        [NotNullWhen(true)] out IgnorePattern? pattern,
        [NotNullWhen(false)] out PatternError? error)
    {
        pattern = null;
        bool reincludes = entry[0] == '!';
        string path = reincludes ? entry[1..] : entry;
        if (path.Length == 0)
        {
            error = new PatternError("illegal exclusion pattern: \"!\"", span);
            return false;
        }

        if (!PatternGrammar.TryParse(PatternGrammar.Ignore, path, out Glob? parsed, out PatternError? unreadable))
        {
            error = unreadable with { Span = span };
            return false;
        }

        pattern = new IgnorePattern(line, span, reincludes, path, new Glob(AtTheEnds(parsed.Nodes, path)));
        error = null;
        return true;
    }

    /// <summary>
    /// A <c>**</c> at either end isn't bound to whole directories: at the end it takes all that follows; at the start,
    /// when only literal text other than a slash comes after it, all that precedes (<c>**file</c> matches <c>myfile</c>).
    /// </summary>
    private static ImmutableArray<GlobNode> AtTheEnds(ImmutableArray<GlobNode> nodes, string path)
    {
        var anything = GlobNode.Run(except: '\n');
        if (nodes[^1].Kind == GlobNodeKind.Directories)
            nodes = nodes.SetItem(nodes.Length - 1, anything);
        bool isSuffix = path.StartsWith("**", StringComparison.Ordinal)
            && !path.StartsWith("**/", StringComparison.Ordinal)
            && path.AsSpan(2).IndexOfAny(@"*?[]\") < 0;
        return isSuffix ? nodes.SetItem(0, anything) : nodes;
    }
}
