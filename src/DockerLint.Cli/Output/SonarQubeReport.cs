using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>
/// SonarQube's generic format for external issues, as from version 10.3 on: rules with their impacts, and issues that
/// point to them. Columns start at 0.
/// </summary>
internal sealed class SonarQubeReport(Stream stream) : IReport
{
    private readonly JsonLines _lines = new(stream);
    private readonly SortedDictionary<string, (RuleInfo Rule, Severity Severity)> _rules = new(StringComparer.Ordinal);
    private bool _hasFindings;

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        foreach (Diagnostic finding in file.Findings)
        {
            _lines.Raw(_hasFindings ? ",\n"u8 : "{\"issues\":[\n"u8);
            _hasFindings = true;
            Write(_lines.Next(), ReportPath.Of(file.File), file.Source, finding);
            // The level is one of the rule here: that of its gravest finding.
            if (!_rules.TryGetValue(finding.Rule.Code, out var known) || known.Severity < finding.Severity)
                _rules[finding.Rule.Code] = (finding.Rule, finding.Severity);
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        _lines.Raw(_hasFindings ? "\n],\"rules\":[\n"u8 : "{\"issues\":[],\"rules\":["u8);
        bool isFirst = true;
        foreach ((RuleInfo rule, Severity severity) in _rules.Values)
        {
            if (!isFirst)
                _lines.Raw(",\n"u8);
            isFirst = false;
            Write(_lines.Next(), rule, severity);
        }

        _lines.Raw(_hasFindings ? "\n]}\n"u8 : "]}\n"u8);
        _lines.Flush();
    }

    private static void Write(Utf8JsonWriter json, string path, SourceText source, Diagnostic finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId"u8, finding.Rule.Code);
        json.WriteStartObject("primaryLocation"u8);
        WriteLocation(json, path, source, finding.Span, finding.Message);
        json.WriteEndObject();
        if (!finding.Related.IsEmpty)
        {
            json.WriteStartArray("secondaryLocations"u8);
            foreach (RelatedLocation related in finding.Related)
            {
                json.WriteStartObject();
                WriteLocation(json, path, source, related.Span, related.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, string path, SourceText source, TextSpan span, string message)
    {
        Region region = Region.Of(source, span);
        json.WriteString("message"u8, message);
        json.WriteString("filePath"u8, path);
        json.WriteStartObject("textRange"u8);
        json.WriteNumber("startLine"u8, region.Start.Line);
        // The import fails on an empty range; a line without columns is taken as a whole.
        if (span.Length > 0)
        {
            json.WriteNumber("endLine"u8, region.End.Line);
            json.WriteNumber("startColumn"u8, region.Start.Column - 1);
            json.WriteNumber("endColumn"u8, region.End.Column - 1);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleInfo rule, Severity severity)
    {
        (string attribute, string quality) = rule.Category switch
        {
            Category.Correctness => ("LOGICAL", "RELIABILITY"),
            Category.Reproducibility => ("COMPLETE", "RELIABILITY"),
            Category.Security => ("TRUSTWORTHY", "SECURITY"),
            Category.Efficiency => ("EFFICIENT", "MAINTAINABILITY"),
            _ => ("CONVENTIONAL", "MAINTAINABILITY"),
        };
        json.WriteStartObject();
        json.WriteString("id"u8, rule.Code);
        json.WriteString("name"u8, rule.Name);
        json.WriteString("description"u8, $"{rule.Summary} {rule.Url}");
        json.WriteString("engineId"u8, "dockerlint");
        json.WriteString("cleanCodeAttribute"u8, attribute);
        json.WriteStartArray("impacts"u8);
        json.WriteStartObject();
        json.WriteString("softwareQuality"u8, quality);
        json.WriteString("severity"u8, severity switch
        {
            Severity.Error => "HIGH",
            Severity.Warning => "MEDIUM",
            _ => "LOW",
        });
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
