using System.Globalization;
using System.Text;

namespace DockerLint.Analysis.Tests.Shell;

/// <summary>How far two sets of findings agree, code by code.</summary>
internal sealed class Agreement
{
    private readonly SortedDictionary<string, (int Both, int Missed, int Invented)> _byCode = new(StringComparer.Ordinal);
    private readonly List<string> _differences = [];

    /// <summary>Compares the findings of one file, <c>(line, code)</c>.</summary>
    public void Add(string file, ISet<(int Line, string Code)> expected, ISet<(int Line, string Code)> actual)
    {
        foreach ((int line, string code) in expected.Union(actual))
        {
            bool isExpected = expected.Contains((line, code));
            bool isFound = actual.Contains((line, code));
            (int both, int missed, int invented) = _byCode.GetValueOrDefault(code);
            _byCode[code] = (both + (isExpected && isFound ? 1 : 0), missed + (isFound ? 0 : 1), invented + (isExpected ? 0 : 1));
            if (isExpected != isFound)
                _differences.Add(string.Create(CultureInfo.InvariantCulture, $"{(isFound ? "invented" : "missed")} {code} {file}:{line}"));
        }
    }

    /// <summary>How many findings there are, whoever has them.</summary>
    public int Count => _byCode.Values.Sum(static counts => counts.Both + counts.Missed + counts.Invented);

    /// <summary>The codes with at least that many expected findings of which too many are missed or invented.</summary>
    /// <param name="least">From 0 to 1: the part of the expected that must be found and of the found that must be expected.</param>
    /// <param name="from">How many expected findings a code needs for that to mean anything.</param>
    public IEnumerable<string> Below(double least, int from) => _byCode
        .Where(entry => entry.Value.Both + entry.Value.Missed >= from
            && (entry.Value.Both < least * (entry.Value.Both + entry.Value.Missed)
                || entry.Value.Both < least * (entry.Value.Both + entry.Value.Invented)))
        .Select(static entry => entry.Key);

    /// <summary>The part of all findings that both have.</summary>
    public double Share => (double)_byCode.Values.Sum(static counts => counts.Both) / Count;

    /// <inheritdoc/>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach ((string code, (int both, int missed, int invented)) in _byCode)
            text.AppendLine(CultureInfo.InvariantCulture, $"{code}: {both} in both, {missed} missed, {invented} invented");
        return text.AppendJoin('\n', _differences).ToString();
    }
}
