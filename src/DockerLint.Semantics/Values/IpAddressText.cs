namespace DockerLint.Semantics.Values;

/// <summary>
/// IP addresses as Go's net.ParseIP reads them: dotted decimal without leading zeros, or IPv6 without a zone.
/// (.NET also takes hexadecimal, shortened and zoned forms.)
/// </summary>
internal static class IpAddressText
{
    private const int GroupsOfIpv6 = 8;

    /// <summary>Whether <paramref name="text"/> is an address.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) => text.Contains(':') ? IsIpv6(text) : IsIpv4(text);

    private static bool IsIpv4(ReadOnlySpan<char> text)
    {
        int parts = 0;
        foreach (string part in text.ToString().Split('.'))
        {
            if (part is ['0', _, ..] || !GoNumber.TryParseUnsigned(part, 10, byte.MaxValue, out _))
                return false;
            parts++;
        }

        return parts == 4;
    }

    private static bool IsIpv6(ReadOnlySpan<char> text)
    {
        int groups = 0;
        int tail = text.LastIndexOf(':') + 1;
        if (text[tail..].Contains('.'))
        {
            if (!IsIpv4(text[tail..]))
                return false;
            // The dotted form stands for the last two groups.
            text = string.Concat(text[..tail], "0:0");
        }

        int gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
            return CountGroups(text, ref groups) && groups == GroupsOfIpv6;
        ReadOnlySpan<char> before = text[..gap];
        ReadOnlySpan<char> after = text[(gap + 2)..];
        return (before.IsEmpty || CountGroups(before, ref groups))
            && (after.IsEmpty || CountGroups(after, ref groups))
            && groups < GroupsOfIpv6;
    }

    private static bool CountGroups(ReadOnlySpan<char> text, ref int groups)
    {
        foreach (string group in text.ToString().Split(':'))
        {
            if (group.Length is 0 or > 4 || group.AsSpan().ContainsAnyExcept(ValueGrammar.HexDigits))
                return false;
            groups++;
        }

        return true;
    }
}
