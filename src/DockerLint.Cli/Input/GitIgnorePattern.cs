using System.Collections.Immutable;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Cli.Input;

/// <summary>A line of <c>.gitignore</c>.</summary>
internal sealed class GitIgnorePattern
{
    private readonly ImmutableArray<Segment> _segments;
    private readonly bool _isForFolders;

    private GitIgnorePattern(ImmutableArray<Segment> segments, bool reincludes, bool isForFolders)
    {
        _segments = segments;
        _isForFolders = isForFolders;
        Reincludes = reincludes;
    }

    /// <summary>Whether it starts with <c>!</c>: what it matches is not left out.</summary>
    public bool Reincludes { get; }

    /// <summary>Reads a line.</summary>
    /// <returns>Null for a comment, a blank line and what is no pattern.</returns>
    public static GitIgnorePattern? Parse(ReadOnlySpan<char> line)
    {
        line = WithoutTrailingSpaces(line);
        if (line.IsEmpty || line[0] == '#')
            return null;
        bool reincludes = line[0] == '!';
        if (reincludes)
            line = line[1..];
        bool isForFolders = line is [.., '/'];
        if (isForFolders)
            line = line[..^1];
        if (line.IsEmpty)
            return null;

        // A name without a slash is looked for at any depth, anything else from the folder of the file.
        List<Segment> segments = line.Contains('/') ? [] : [Segment.AnyFolders];
        foreach (string name in line.TrimStart('/').ToString().Split('/'))
        {
            if (Segment.Parse(name) is not { } segment)
                return null;
            segments.Add(segment);
        }

        return new GitIgnorePattern([.. segments], reincludes, isForFolders);
    }

    /// <summary>Whether it matches a path.</summary>
    /// <param name="path">Relative to the folder of the file, with slashes.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public bool IsMatch(ReadOnlySpan<char> path, bool isFolder) =>
        (isFolder || !_isForFolders) && IsMatch(_segments.AsSpan(), path);

    private static bool IsMatch(ReadOnlySpan<Segment> segments, ReadOnlySpan<char> path)
    {
        for (; !segments.IsEmpty; segments = segments[1..])
        {
            if (path.IsEmpty)
                return false;
            if (segments[0].IsAnyFolders)
                return segments.Length == 1 || IsMatchBelow(segments[1..], path);
            int slash = path.IndexOf('/');
            if (!segments[0].IsMatch(slash < 0 ? path : path[..slash]))
                return false;
            path = slash < 0 ? [] : path[(slash + 1)..];
        }

        return path.IsEmpty;
    }

    private static bool IsMatchBelow(ReadOnlySpan<Segment> segments, ReadOnlySpan<char> path)
    {
        while (true)
        {
            if (IsMatch(segments, path))
                return true;
            int slash = path.IndexOf('/');
            if (slash < 0)
                return false;
            path = path[(slash + 1)..];
        }
    }

    private static ReadOnlySpan<char> WithoutTrailingSpaces(ReadOnlySpan<char> line)
    {
        while (line is [.., ' ' or '\r'] and not [.., '\\', ' '])
            line = line[..^1];
        return line;
    }

    /// <summary>What stands between two slashes.</summary>
    private sealed class Segment
    {
        private readonly string? _text;
        private readonly PathPattern? _pattern;

        private Segment(string? text, PathPattern? pattern)
        {
            _text = text;
            _pattern = pattern;
        }

        /// <summary><c>**</c>.</summary>
        public static Segment AnyFolders { get; } = new(null, null);

        public bool IsAnyFolders => this == AnyFolders;

        public static Segment? Parse(string text)
        {
            if (text == "**")
                return AnyFolders;
            if (text.AsSpan().IndexOfAny(@"*?[\") < 0)
                return new Segment(text, null);
            return PathPattern.TryParse(text.Replace("[!", "[^", StringComparison.Ordinal), out PathPattern? pattern, out _)
                ? new Segment(null, pattern)
                : null;
        }

        public bool IsMatch(ReadOnlySpan<char> name) => _pattern?.IsMatch(name) ?? name.SequenceEqual(_text);
    }
}
