using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DockerLint.Semantics.Patterns;

/// <summary>
/// A pattern of <c>${name#p}</c>, <c>${name%p}</c> and <c>${name/p/r}</c> and what they do with a value, as in
/// BuildKit: <c>*</c> is any characters and <c>?</c> one, neither a line feed; there are no classes; <c>\</c> takes
/// one of <c>* ? \ } /</c> literally.
/// </summary>
public sealed class ShellPattern
{
    private readonly Glob _glob;

    private ShellPattern(string text, Glob glob)
    {
        Text = text;
        _glob = glob;
    }

    /// <summary>The pattern as it was given.</summary>
    public string Text { get; }

    /// <summary>The elements of the pattern.</summary>
    internal IReadOnlyList<GlobNode> Nodes => _glob.Nodes;

    /// <summary>Reads a pattern. It is bad, with BuildKit's message, when it escapes anything else.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out ShellPattern? pattern,
        [NotNullWhen(false)] out PatternError? error)
    {
        bool parsed = PatternGrammar.TryParse(PatternGrammar.Shell, text, out Glob? glob, out error);
        pattern = parsed ? new ShellPattern(text, glob!) : null;
        if (error is not null)
        {
            Rune.DecodeFromUtf16(text.AsSpan(error.Span.Start), out Rune escaped, out _);
            error = error with { Message = $"{error.Message} '\\{escaped}'" };
        }

        return parsed;
    }

    /// <summary><c>${name#p}</c>, or <c>${name##p}</c> when <paramref name="longest"/>: the value without a match at its start.</summary>
    public string TrimPrefix(string value, bool longest)
    {
        int length = _glob.PrefixLength(value, longest);
        return length < 0 ? value : value[length..];
    }

    /// <summary><c>${name%p}</c>, or <c>${name%%p}</c> when <paramref name="longest"/>: the value without a match at its end.</summary>
    public string TrimSuffix(string value, bool longest)
    {
        int start = _glob.SuffixStart(value, longest);
        return start < 0 ? value : value[..start];
    }

    /// <summary>
    /// <c>${name/p/r}</c>, or <c>${name//p/r}</c> for <paramref name="all"/>: the value with the first match, or
    /// every match, replaced. A match is the longest where it begins.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="replacement">
    /// Taken literally for the first match. For all, <c>$</c> refers to groups as in Go's <c>Regexp.Expand</c>:
    /// <c>$0</c> is the match, <c>$$</c> a dollar sign, and any other <c>$name</c> or <c>${name}</c> is empty.
    /// </param>
    /// <param name="all">Whether to go on after the first match.</param>
    public string Replace(string value, string replacement, bool all) =>
        all ? ReplaceAll(value, ReplacementTemplate.Parse(replacement)) : ReplaceFirst(value, replacement);

    private string ReplaceFirst(string value, string replacement) =>
        _glob.Find(value, from: 0) is { } match
            ? string.Concat(value.AsSpan(0, match.Start), replacement, value.AsSpan(match.End))
            : value;

    /// <summary>Go's <c>ReplaceAllString</c>: an empty match right after another match is passed over.</summary>
    private string ReplaceAll(string value, ReplacementTemplate replacement)
    {
        var result = new StringBuilder();
        int copied = 0;
        int from = 0;
        while (from <= value.Length && _glob.Find(value, from) is { } match)
        {
            result.Append(value, copied, match.Start - copied);
            if (match.End > copied || match.Start == 0)
                replacement.AppendTo(result, value.AsSpan(match.Start, match.Length));
            copied = match.End;
            from = match.End > from ? match.End : from + CodePoints.Width(value, from);
        }

        return result.Append(value, copied, value.Length - copied).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
