using System.Buffers;
using System.Text;

namespace DockerLint.Cli.Terminal;

/// <summary>Makes foreign text harmless for a terminal, which obeys control characters.</summary>
internal static class SafeText
{
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';
    private const char Replacement = '\uFFFD';

    // C0 and C1 controls, and what reorders text so that it reads otherwise than it runs (Unicode, bidirectional controls).
    private static readonly SearchValues<char> s_harmful = SearchValues.Create(
        [.. Range('\0', '\u001F'), .. Range('\u007F', '\u009F'), '\u061C', '\u200E', '\u200F', .. Range('\u2028', '\u202E'), .. Range('\u2066', '\u2069')]);

    /// <summary>The text with pictures in place of control characters.</summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny(s_harmful) < 0)
            return text;
        var safe = new StringBuilder(text.Length);
        foreach (char unit in text)
            safe.Append(Of(unit));
        return safe.ToString();
    }

    /// <summary>The character, or a picture in its place.</summary>
    public static char Of(char unit)
    {
        if (!s_harmful.Contains(unit))
            return unit;
        return unit switch
        {
            < ' ' => (char)(ControlPictures + unit),
            '\u007F' => DeletePicture,
            _ => Replacement,
        };
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(static unit => (char)unit);
}
