using System.Buffers;
using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;
using static Pidgin.Parser<char>;

namespace DockerLint.Semantics.Patterns;

/// <summary>
/// A <c>.dockerignore</c> file: which paths of a local build context stay out of the build. Reads and matches as
/// BuildKit does (moby/patternmatcher).
/// </summary>
public sealed class IgnoreFile
{
    private static readonly SearchValues<char> LineEnd = SearchValues.Create("\n");

    /// <summary>A comment starts in column 0; it is empty here.</summary>
    private static readonly Parser<char, TextSpan> Comment = Lex.TakeUntil(LineEnd).ThenReturn(default(TextSpan));

    private static readonly Parser<char, TextSpan> Line = Lex.Switch(
        static c => c == '#' ? Comment : Lex.TakeUntil(LineEnd),
        atEnd: Return(default(TextSpan)));

    private static readonly Parser<char, ImmutableArray<TextSpan>> Lines =
        Char('\uFEFF').Optional().Then(Lex.SeparatedBy(Line, '\n'));

    private IgnoreFile(ImmutableArray<IgnorePattern> patterns, ImmutableArray<PatternError> errors)
    {
        Patterns = patterns;
        Errors = errors;
        HasReinclusions = patterns.Any(static pattern => pattern.Reincludes);
    }

    /// <summary>The patterns that could be read, in order.</summary>
    public ImmutableArray<IgnorePattern> Patterns { get; }

    /// <summary>The entries that are no patterns, with their places in the file. Any of them fails a build.</summary>
    public ImmutableArray<PatternError> Errors { get; }

    /// <summary>Whether a pattern starts with <c>!</c> (BuildKit's <c>Exclusions</c>).</summary>
    public bool HasReinclusions { get; }

    /// <summary>
    /// Reads a file. A byte order mark is dropped, a line that starts with <c>#</c> is a comment, any other is
    /// trimmed, cleaned, and made relative to the build context.
    /// </summary>
    public static IgnoreFile Parse(string text)
    {
        var patterns = ImmutableArray.CreateBuilder<IgnorePattern>();
        var errors = ImmutableArray.CreateBuilder<PatternError>();
        int number = 0;
        foreach (TextSpan line in Lines.Parse(text).Value)
        {
            number++;
            TextSpan span = Trim(text, line);
            if (span.Length == 0 || Entry(text.AsSpan(span.Start, span.Length)) is not { } entry)
                continue;
            if (IgnorePattern.TryParse(number, span, entry, out IgnorePattern? pattern, out PatternError? error))
                patterns.Add(pattern);
            else
                errors.Add(error);
        }

        return new IgnoreFile(patterns.DrainToImmutable(), errors.DrainToImmutable());
    }

    /// <summary>
    /// Whether the build context lacks <paramref name="path"/>: the last pattern that matches it or one of its
    /// parents decides (patternmatcher's <c>MatchesOrParentMatches</c>).
    /// </summary>
    /// <param name="path">Relative to the build context, cleaned.</param>
    public bool Matches(string path)
    {
        string parent = ContextPath.Parent(path);
        bool ignored = false;
        foreach (IgnorePattern pattern in Patterns)
        {
            if (pattern.Reincludes == ignored && (pattern.IsMatch(path) || MatchesParent(pattern, parent)))
                ignored = !ignored;
        }

        return ignored;
    }

    /// <summary>
    /// Whether a source of <c>COPY</c> or <c>ADD</c> is left out for certain, by the rules of BuildKit's check
    /// CopyIgnoredFile: it or a parent matches, taken literally even if it has wildcards; the whole context only by
    /// <c>*</c>, <c>**</c> or <c>**/*</c>. Never when some pattern re-includes.
    /// </summary>
    /// <param name="source">The source as it is written, after expansion.</param>
    public bool ExcludesSource(string source)
    {
        if (HasReinclusions)
            return false;
        string path = ContextPath.Clean(source);
        return path is "." or "/"
            ? Patterns.Any(static pattern => pattern.Path is "*" or "**" or "**/*")
            : Matches(path);
    }

    private static bool MatchesParent(IgnorePattern pattern, string parent)
    {
        if (parent == ".")
            return false;
        for (int slash = parent.IndexOf('/'); slash >= 0; slash = parent.IndexOf('/', slash + 1))
        {
            if (pattern.IsMatch(parent.AsSpan(0, slash)))
                return true;
        }

        return pattern.IsMatch(parent);
    }

    private static TextSpan Trim(string text, TextSpan line)
    {
        ReadOnlySpan<char> content = text.AsSpan(line.Start, line.Length);
        ReadOnlySpan<char> fromStart = content.TrimStart();
        return new TextSpan(line.End - fromStart.Length, fromStart.TrimEnd().Length);
    }

    /// <summary>
    /// The path of an entry, cleaned and without a leading slash, after the <c>!</c> that it may have; null for a
    /// slash with nothing after it but white space.
    /// </summary>
    /// <remarks>
    /// The reader of the file cleans what follows <c>!</c>, the matcher then cleans the whole entry again: hence
    /// <c>/!x</c> re-includes, and <c>!/</c> is a lone <c>!</c>.
    /// </remarks>
    private static string? Entry(ReadOnlySpan<char> written)
    {
        bool reincludes = written[0] == '!';
        ReadOnlySpan<char> path = reincludes ? written[1..].TrimStart() : written;
        if (path.Length > 0)
        {
            path = ContextPath.Clean(path.ToString());
            if (path.Length > 1 && path[0] == '/')
                path = path[1..];
        }

        string entry = (reincludes ? $"!{path}" : path.ToString()).Trim();
        return entry.Length == 0 ? null : ContextPath.Clean(entry);
    }
}
