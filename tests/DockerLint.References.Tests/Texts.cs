namespace DockerLint.References.Tests;

/// <summary>Long parts of references, by name.</summary>
internal static class Texts
{
    public static readonly string Hex64 = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));
    public static readonly string Sha256 = $"sha256:{Hex64}";
    public static readonly string Sha384 = $"sha384:{Hex64}{Hex64[..32]}";
    public static readonly string Sha512 = $"sha512:{Hex64}{Hex64}";

    public static string Slice(this string text, TextSpan span) => text.Substring(span.Start, span.Length);

    public static ImageReference Reference(string text)
    {
        ReferenceResult result = ImageReference.Parse(text);
        Assert.True(result.Success, $"{text}: {result.Error?.Message}");
        return result.Reference;
    }

    public static ReferenceError Error(string text)
    {
        ReferenceResult result = ImageReference.Parse(text);
        Assert.False(result.Success, text);
        return result.Error;
    }
}
