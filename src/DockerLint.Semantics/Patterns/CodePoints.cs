namespace DockerLint.Semantics.Patterns;

/// <summary>A text as code points: a surrogate pair is one, and so is a surrogate that has lost its other half.</summary>
internal static class CodePoints
{
    /// <summary>The code point at <paramref name="index"/>.</summary>
    public static int At(ReadOnlySpan<char> text, int index) =>
        Width(text, index) == 2 ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index];

    /// <summary>How many UTF-16 code units the code point at <paramref name="index"/> has.</summary>
    public static int Width(ReadOnlySpan<char> text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1;
}
