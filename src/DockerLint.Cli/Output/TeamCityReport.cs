using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Output;

/// <summary>Service messages of TeamCity: a rule is an inspection type, which is told before its first inspection.</summary>
internal sealed class TeamCityReport(Stream stream) : IReport
{
    /// <summary>Longer values are refused with the whole message.</summary>
    private const int LongestValue = 4000;

    private readonly InkWriter _text = new(stream, isColoured: false);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        foreach (Diagnostic finding in file.Findings)
        {
            RuleInfo rule = finding.Rule;
            if (_types.Add(rule.Code))
            {
                _text.Write($"##teamcity[inspectionType id='{Value(rule.Code)}' name='{Value(rule.Name)}' description='{Value($"{rule.Summary} {rule.Url}")}' category='{Value($"Containers, {Words.Of(rule.Category)}")}']")
                    .Line();
            }

            int line = file.Source.PositionOf(finding.Span.Start).Line;
            _text.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"##teamcity[inspection typeId='{Value(rule.Code)}' message='{Value(finding.Message)}' file='{Value(file.File.Name)}' line='{line}' SEVERITY='{SeverityOf(finding.Severity)}']"))
                .Line();
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures) => _text.Flush();

    private static string SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => "ERROR",
        Severity.Warning => "WARNING",
        Severity.Info => "WEAK WARNING",
        _ => "INFO",
    };

    /// <summary>Escapes by a bar what ends a value, and all that is not ASCII.</summary>
    private static string Value(string text)
    {
        var value = new StringBuilder(text.Length);
        foreach (char unit in text.AsSpan(0, Math.Min(text.Length, LongestValue)))
        {
            switch (unit)
            {
                case '|' or '\'' or '[' or ']':
                    value.Append('|').Append(unit);
                    break;
                case '\n':
                    value.Append("|n");
                    break;
                case '\r':
                    value.Append("|r");
                    break;
                case < ' ' or > '~':
                    value.Append(CultureInfo.InvariantCulture, $"|0x{(int)unit:x4}");
                    break;
                default:
                    value.Append(unit);
                    break;
            }
        }

        return value.ToString();
    }
}
