using System.Buffers;

namespace DockerLint.Analysis.Secrets;

/// <summary>Tells what could be a secret from what only stands in its place.</summary>
internal static class Placeholders
{
    private const int Counted = 8;

    /// <summary>What only stands where something else is filled in.</summary>
    private static readonly SearchValues<char> s_template = SearchValues.Create("$<>{}*%()[]");

    private static readonly string[] s_words =
    [
        "change", "example", "placeholder", "password", "passwd", "secret", "token", "your", "dummy", "sample", "xxx", "redacted",
        "none", "test", "insert", "replace", "default", "fake", "todo", "localhost", "12345", "disabled", "enabled", "unset",
        "x-oauth",
    ];

    /// <summary>
    /// Whether a value that a name calls secret is none: too short or too plain to be one, a word to be replaced, a
    /// path, or put together from something else.
    /// </summary>
    public static bool IsValue(ReadOnlySpan<char> value)
    {
        const int Shortest = 8;
        const int LongEnough = 20;
        const int LeastVariety = 5;
        if (value.Length < Shortest
            || value.IndexOfAny(" \t\r\n") >= 0
            || value[0] is '/' or '.' or '~'
            || value.Contains("://", StringComparison.Ordinal)
            || IsFilledIn(value, LeastVariety))
        {
            return true;
        }

        bool hasDigit = value.IndexOfAnyInRange('0', '9') >= 0;
        bool hasLetter = value.IndexOfAnyInRange('a', 'z') >= 0 || value.IndexOfAnyInRange('A', 'Z') >= 0;
        bool isLong = value.Length >= LongEnough && hasLetter && value.IndexOfAny("-_.") < 0;
        return !(hasLetter && hasDigit) && !isLong;
    }

    /// <summary>Whether what stands where an address has its password is none.</summary>
    public static bool IsInAddress(ReadOnlySpan<char> password)
    {
        const int Shortest = 5;
        const int LeastVariety = 4;
        return password.Length < Shortest || IsFilledIn(password, LeastVariety);
    }

    /// <summary>How many different characters there are, counted up to eight.</summary>
    public static int Variety(ReadOnlySpan<char> text)
    {
        Span<char> seen = stackalloc char[Counted];
        int count = 0;
        foreach (char c in text)
        {
            if (seen[..count].Contains(c))
                continue;
            seen[count++] = c;
            if (count == Counted)
                break;
        }

        return count;
    }

    private static bool IsFilledIn(ReadOnlySpan<char> text, int leastVariety)
    {
        if (text.ContainsAny(s_template) || Variety(text) < leastVariety)
            return true;
        foreach (string word in s_words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
