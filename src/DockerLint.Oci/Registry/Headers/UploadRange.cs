using System.Globalization;
using DockerLint.Lexing;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Oci.Registry.Headers;

/// <summary>How much of an upload a registry has: <c>Range: 0-1023</c> (OCI distribution specification, "Pushing a blob in chunks").</summary>
internal static class UploadRange
{
    private static readonly Parser<char, string> s_digits = HeaderGrammar.Text(Lex.Take(static rest => LengthOfDigits(rest), 1));

    private static readonly Parser<char, string> s_range =
        String("bytes=").Optional().Then(Char('0')).Then(Char('-')).Then(s_digits).Before(Parser<char>.End);

    /// <summary>The bytes that are there. Registries write 0-0 for none as well as for one; none is meant.</summary>
    /// <returns>null where the field says nothing of that kind.</returns>
    public static long? Length(string field)
    {
        Result<char, string> parsed = s_range.Parse(field);
        if (!parsed.Success || !long.TryParse(parsed.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long last) || last == long.MaxValue)
            return null;
        return last == 0 ? 0 : last + 1;
    }

    private static int LengthOfDigits(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? rest.Length : end;
    }
}
