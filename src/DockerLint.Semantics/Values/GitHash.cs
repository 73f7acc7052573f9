namespace DockerLint.Semantics.Values;

/// <summary>Names of git objects: hexadecimal digits, whole (40 of SHA-1, 64 of SHA-256) or abbreviated.</summary>
public static class GitHash
{
    /// <summary>git abbreviates to no fewer unless told to.</summary>
    private const int Shortest = 7;
    private const int Sha1Length = 40;
    private const int Sha256Length = 64;

    /// <summary>Whether a text is a whole name, or one abbreviated as those of SHA-1 are.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is (>= Shortest and <= Sha1Length) or Sha256Length && !text.ContainsAnyExcept(ValueGrammar.HexDigits);
}
