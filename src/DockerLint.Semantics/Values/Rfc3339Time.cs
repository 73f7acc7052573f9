using System.Globalization;

namespace DockerLint.Semantics.Values;

/// <summary>Times as RFC 3339 has them ("Internet Date/Time Format"): <c>2024-02-29T12:30:00.5+01:00</c>.</summary>
public static class Rfc3339Time
{
    private const int DateLength = 10;
    private const int TimeLength = 8;

    /// <summary>Whether a text is a date with a time and an offset. A leap second is taken at the end of any minute.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length > DateLength + 1 + TimeLength
        && DateOnly.TryParseExact(text[..DateLength], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && text[DateLength] is 'T' or 't'
        && IsTime(text.Slice(DateLength + 1, TimeLength))
        && IsOffset(WithoutFraction(text[(DateLength + 1 + TimeLength)..]));

    private static bool IsTime(ReadOnlySpan<char> time) =>
        IsExact(time, "HH:mm:ss") || (time.EndsWith(":60") && IsExact(time[..^3], "HH:mm"));

    /// <summary>What follows <c>.123…</c>; nothing where the point has no digits, so that no offset is left.</summary>
    private static ReadOnlySpan<char> WithoutFraction(ReadOnlySpan<char> rest)
    {
        if (rest is not ['.', ..])
            return rest;
        int end = rest[1..].IndexOfAnyExceptInRange('0', '9');
        return end <= 0 ? [] : rest[(end + 1)..];
    }

    private static bool IsOffset(ReadOnlySpan<char> rest) =>
        rest is ['Z' or 'z'] || (rest is ['+' or '-', ..] && IsExact(rest[1..], "HH:mm"));

    private static bool IsExact(ReadOnlySpan<char> text, string format) =>
        TimeOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
