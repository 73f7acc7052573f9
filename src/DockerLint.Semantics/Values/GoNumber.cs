namespace DockerLint.Semantics.Values;

/// <summary>
/// Numbers and booleans as Go's strconv reads them: ASCII digits only, no white space, no separators. (.NET's own
/// parsers let trailing NULs and white space pass.)
/// </summary>
internal static class GoNumber
{
    /// <summary>Reads digits of <paramref name="radix"/> (2 to 10) as a number up to <paramref name="maximum"/>.</summary>
    public static bool TryParseUnsigned(ReadOnlySpan<char> text, int radix, ulong maximum, out ulong value)
    {
        value = 0;
        if (text.IsEmpty)
            return false;
        foreach (char c in text)
        {
            uint digit = (uint)c - '0';
            if (digit >= radix || value > (maximum - digit) / (ulong)radix)
                return false;
            value = (value * (ulong)radix) + digit;
        }

        return true;
    }

    /// <summary>Reads a decimal number with an optional sign.</summary>
    public static bool TryParseSigned(ReadOnlySpan<char> text, long maximum, out long value)
    {
        bool negative = text is ['-', ..];
        ReadOnlySpan<char> digits = text is ['-' or '+', ..] ? text[1..] : text;
        ulong limit = (ulong)maximum + (negative ? 1UL : 0UL);
        bool parsed = TryParseUnsigned(digits, 10, limit, out ulong magnitude);
        value = negative ? unchecked(-(long)magnitude) : (long)magnitude;
        return parsed;
    }

    /// <summary>Reads what strconv.ParseBool takes: 1, t, T, TRUE, true, True and their opposites.</summary>
    public static bool TryParseBoolean(ReadOnlySpan<char> text, out bool value)
    {
        value = text is "1" or "t" or "T" or "TRUE" or "true" or "True";
        return value || text is "0" or "f" or "F" or "FALSE" or "false" or "False";
    }
}
