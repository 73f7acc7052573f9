using System.Buffers;
using System.Globalization;

namespace DockerLint.Semantics.Values;

/// <summary>Sizes of memory as docker/go-units reads them: <c>64m</c>, <c>1.5 GiB</c>, units of 1024.</summary>
public static class ByteSize
{
    private const string Multiples = "kmgtp";

    private static readonly SearchValues<char> InNumber = SearchValues.Create(ValueGrammar.DigitCharacters + ".eE+-");
    private static readonly SearchValues<char> EndsNumber = SearchValues.Create(ValueGrammar.DigitCharacters + ". ");

    /// <summary>Reads a size.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The size in bytes; 0 where the text is none.</param>
    /// <returns>Whether the text is a size.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long bytes)
    {
        bytes = 0;
        int end = text.LastIndexOfAny(EndsNumber);
        if (end < 0)
            return false;
        ReadOnlySpan<char> number = text[..(text[end] == ' ' ? end : end + 1)];
        if (number.ContainsAnyExcept(InNumber)
            || !double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double size)
            || !double.IsFinite(size)
            || size < 0)
            return false;

        Span<char> suffix = stackalloc char[3];
        int length = text.Length - end - 1;
        if (length > suffix.Length)
            return false;
        suffix = suffix[..text[(end + 1)..].ToLowerInvariant(suffix)];
        int power = 0;
        if (suffix is not ([] or ['b']))
        {
            power = Multiples.IndexOf(suffix[0], StringComparison.Ordinal) + 1;
            if (power == 0 || suffix[1..] is not ([] or ['b'] or ['i', 'b']))
                return false;
        }

        bytes = (long)(size * Math.Pow(1024, power));
        return true;
    }
}
