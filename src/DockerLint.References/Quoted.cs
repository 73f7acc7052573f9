using System.Globalization;

namespace DockerLint.References;

/// <summary>Parts of a text as messages show them: short, and with nothing in them that can't be seen.</summary>
internal static class Quoted
{
    private const int Longest = 40;

    /// <summary>A part in quotes, cut when it is long.</summary>
    public static string Text(ReadOnlySpan<char> part)
    {
        bool cut = part.Length > Longest;
        ReadOnlySpan<char> shown = cut ? part[..Longest] : part;
        Span<char> visible = stackalloc char[Longest];
        for (int i = 0; i < shown.Length; i++)
            visible[i] = IsVisible(shown[i]) ? shown[i] : '\uFFFD';
        return $"'{visible[..shown.Length]}{(cut ? "…" : "")}'";
    }

    /// <summary>One character: in quotes when it can be seen, otherwise by its code point.</summary>
    public static string Char(char c) => c switch
    {
        ' ' => "a space",
        '\t' => "a tab",
        _ when IsVisible(c) => $"'{c}'",
        _ => $"U+{(int)c:X4}",
    };

    /// <summary>Whether a character can be seen; half a surrogate pair shows nothing either.</summary>
    public static bool IsVisible(char c) => c == ' ' || char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
