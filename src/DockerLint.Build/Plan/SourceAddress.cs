namespace DockerLint.Build.Plan;

/// <summary>Addresses of what is fetched.</summary>
internal static class SourceAddress
{
    private const string Separator = "://";

    /// <summary>An address without user and password, for people and for what goes out with an image. That of ssh needs its user.</summary>
    public static string WithoutUser(string address)
    {
        int start = address.IndexOf(Separator, StringComparison.Ordinal) + Separator.Length;
        if (start < Separator.Length || address.StartsWith("ssh", StringComparison.Ordinal))
            return address;
        int end = address.AsSpan(start).IndexOfAny('/', '?', '#');
        int at = address.AsSpan(start, end < 0 ? address.Length - start : end).LastIndexOf('@');
        return at < 0 ? address : address.Remove(start, at + 1);
    }
}
