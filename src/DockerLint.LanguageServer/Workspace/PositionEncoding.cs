using System.Text;

namespace DockerLint.LanguageServer.Workspace;

/// <summary>The units in which client and server count the characters of a line.</summary>
internal enum PositionEncoding
{
    /// <summary>What every client knows.</summary>
    Utf16,

    /// <summary>Bytes.</summary>
    Utf8,

    /// <summary>Code points.</summary>
    Utf32,
}

/// <summary>The words for units, and how many of them a text takes.</summary>
internal static class PositionEncodings
{
    /// <summary>The first of those that the client knows, the best one first; UTF-16 where it says nothing.</summary>
    public static PositionEncoding Choose(IReadOnlyList<string>? known)
    {
        foreach (string word in known ?? [])
        {
            if (Find(word) is { } encoding)
                return encoding;
        }

        return PositionEncoding.Utf16;
    }

    /// <summary>The word for units.</summary>
    public static string WordOf(PositionEncoding encoding) => encoding switch
    {
        PositionEncoding.Utf8 => "utf-8",
        PositionEncoding.Utf32 => "utf-32",
        _ => "utf-16",
    };

    /// <summary>The units that a character takes.</summary>
    public static int LengthOf(Rune rune, PositionEncoding encoding) => encoding switch
    {
        PositionEncoding.Utf8 => rune.Utf8SequenceLength,
        PositionEncoding.Utf32 => 1,
        _ => rune.Utf16SequenceLength,
    };

    private static PositionEncoding? Find(string word) => word switch
    {
        "utf-16" => PositionEncoding.Utf16,
        "utf-8" => PositionEncoding.Utf8,
        "utf-32" => PositionEncoding.Utf32,
        _ => null,
    };
}
