using System.Diagnostics.CodeAnalysis;

namespace DockerLint.References;

/// <summary>Percent-encoded text of URLs and platforms.</summary>
internal static class PercentEncoding
{
    /// <summary>Decodes <paramref name="text"/>; false when a <c>%</c> is not followed by two hexadecimal digits.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? decoded)
    {
        decoded = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
                continue;
            if (text.Length - i < 3 || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                return false;
            i += 2;
        }

        decoded = Uri.UnescapeDataString(text.ToString());
        return true;
    }

    /// <summary>The same for a part of a query, where <c>+</c> is a space.</summary>
    public static bool TryDecodeQuery(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? decoded) =>
        TryDecode(text.ToString().Replace('+', ' '), out decoded);
}
