using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Semantics.Patterns;

namespace DockerLint.BuildKit.Files;

/// <summary>Which files of a tree are sent.</summary>
internal sealed class TreeFilter
{
    private static readonly SearchValues<char> s_wildcards = SearchValues.Create("*[]?^\\");

    private readonly ImmutableArray<IgnoreFile> _excludes;
    private readonly IgnoreFile? _includes;

    /// <param name="ignored">What of the context is no part of it; null for nothing.</param>
    /// <param name="excludes">Patterns of what else is left out.</param>
    /// <param name="includes">Patterns of what is sent; none for all.</param>
    public TreeFilter(IgnoreFile? ignored, ImmutableArray<string> excludes, ImmutableArray<string> includes)
    {
        IgnoreFile?[] given = [ignored, Patterns(excludes)];
        _excludes = [.. given.OfType<IgnoreFile>()];
        _includes = Patterns(includes);
    }

    /// <summary>Whether a file is sent.</summary>
    public bool Contains(string path) => _includes?.Matches(path) != false && !_excludes.Any(excluded => excluded.Matches(path));

    /// <summary>Whether something in a folder may be sent; where not, nobody looks into it.</summary>
    public bool MayContain(string folder)
    {
        string prefix = folder + "/";
        bool isIncluded = _includes is null || _includes.Matches(folder) || MayReach(_includes, prefix, reincludes: false);
        return isIncluded && !_excludes.Any(excluded => excluded.Matches(folder) && !MayReach(excluded, prefix, reincludes: true));
    }

    /// <summary>Whether a pattern may match something below a folder: one with wildcards, or one that starts with it.</summary>
    private static bool MayReach(IgnoreFile patterns, string prefix, bool reincludes) => patterns.Patterns.Any(pattern =>
        pattern.Reincludes == reincludes
        && (Literal(pattern.Path).AsSpan().ContainsAny(s_wildcards) || $"{Literal(pattern.Path)}/".StartsWith(prefix, StringComparison.Ordinal)));

    private static string Literal(string pattern) =>
        pattern.EndsWith("/**", StringComparison.Ordinal) ? pattern[..^3] : pattern.EndsWith("/*", StringComparison.Ordinal) ? pattern[..^2] : pattern;

    private static IgnoreFile? Patterns(ImmutableArray<string> patterns) =>
        patterns.IsEmpty ? null : IgnoreFile.Parse(string.Join('\n', patterns));
}
