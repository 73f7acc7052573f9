using System.Diagnostics.CodeAnalysis;

namespace DockerLint.Semantics.Patterns;

/// <summary>
/// A pattern for any text: <c>*</c> any characters, <c>?</c> one, neither a line feed; <c>[a-z]</c> and <c>[^a-z]</c>
/// one character of a class or of none of it; <c>\</c> takes the next character literally. Letter case counts.
/// </summary>
public sealed class TextPattern
{
    private readonly Glob _glob;

    private TextPattern(string text, Glob glob)
    {
        Text = text;
        _glob = glob;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>
    /// Reads a pattern. It is bad when a class is empty or not closed, a range lacks one of its ends, or nothing
    /// follows the last <c>\</c>.
    /// </summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out TextPattern? pattern,
        [NotNullWhen(false)] out PatternError? error)
    {
        pattern = PatternGrammar.TryParse(PatternGrammar.Text, text, out Glob? glob, out error)
            ? new TextPattern(text, glob)
            : null;
        return pattern is not null;
    }

    /// <summary>Whether it matches all of <paramref name="text"/>.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => _glob.IsMatch(text);

    /// <summary>The first match in <paramref name="text"/>, the longest of those that begin there; null for none.</summary>
    public TextSpan? Find(ReadOnlySpan<char> text) => _glob.Find(text, from: 0);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
