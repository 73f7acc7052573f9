using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Engine;

/// <summary>
/// Names for findings that stay when lines move: made of the file, the rule, the text of the line and which of the
/// findings with these it is, but not of the line's number.
/// </summary>
public static class Fingerprints
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The fingerprints of all findings in a file, in their order; no two are equal.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="source">Its text.</param>
    /// <param name="findings">The findings.</param>
    /// <returns>16 lower-case hexadecimal digits each: 64-bit FNV-1a over UTF-16 code units.</returns>
    public static ImmutableArray<string> Of(string file, SourceText source, ImmutableArray<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(source);
        ImmutableArray<string>.Builder all = ImmutableArray.CreateBuilder<string>(findings.Length);
        Dictionary<ulong, int> occurrences = [];
        // One line can hold thousands of findings.
        Dictionary<(string Code, int Line), ulong> hashes = [];
        foreach (Diagnostic finding in findings)
        {
            (string Code, int Line) place = (finding.Rule.Code, source.Lines.LineOf(finding.Span.Start));
            if (!hashes.TryGetValue(place, out ulong hash))
                hashes.Add(place, hash = Add(Add(Add(OffsetBasis, file), place.Code), source.Slice(source.Lines.SpanOf(place.Line)).Trim()));
            occurrences.TryGetValue(hash, out int earlier);
            occurrences[hash] = earlier + 1;
            all.Add(Add(hash, (ushort)earlier).ToString("x16", CultureInfo.InvariantCulture));
        }

        return all.DrainToImmutable();
    }

    /// <summary>Adds a text and what keeps it apart from the next one.</summary>
    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (char unit in text)
            hash = Add(hash, unit);
        return Add(hash, '\n');
    }

    private static ulong Add(ulong hash, ushort unit)
    {
        unchecked
        {
            hash = (hash ^ (byte)unit) * Prime;
            return (hash ^ (byte)(unit >> 8)) * Prime;
        }
    }
}
