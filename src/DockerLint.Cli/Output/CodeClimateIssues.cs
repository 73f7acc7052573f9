using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;

namespace DockerLint.Cli.Output;

/// <summary>Issues of the Code Climate specification, of which GitLab reads a part.</summary>
internal sealed class CodeClimateIssues(JsonLines lines)
{
    /// <summary>Issues with the same fingerprint are taken for one; files that go by one name have equal ones.</summary>
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>Writes the issues of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="begin">Writes what stands before an issue.</param>
    /// <param name="end">Writes what stands after one.</param>
    public void Write(FileReport file, Action<JsonLines>? begin, Action<JsonLines>? end)
    {
        string path = ReportPath.Of(file.File);
        ImmutableArray<string> fingerprints = Fingerprints.Of(path, file.Source, file.Findings);
        for (int index = 0; index < file.Findings.Length; index++)
        {
            begin?.Invoke(lines);
            Write(lines.Next(), path, Region.Of(file.Source, file.Findings[index].Span), file.Findings[index], Unique(fingerprints[index]));
            end?.Invoke(lines);
        }
    }

    private static void Write(Utf8JsonWriter json, string path, Region region, Diagnostic finding, string fingerprint)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "issue");
        json.WriteString("check_name"u8, finding.Rule.Code);
        json.WriteString("description"u8, finding.Message);
        json.WriteStartObject("content"u8);
        json.WriteString("body"u8, $"{finding.Rule.Summary} See [{finding.Rule.Code}]({finding.Rule.Url}).");
        json.WriteEndObject();
        json.WriteStartArray("categories"u8);
        json.WriteStringValue(CategoryOf(finding.Rule.Category));
        json.WriteEndArray();
        json.WriteStartObject("location"u8);
        json.WriteString("path"u8, path);
        json.WriteStartObject("lines"u8);
        json.WriteNumber("begin"u8, region.Start.Line);
        json.WriteNumber("end"u8, region.End.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("severity"u8, SeverityOf(finding.Severity));
        json.WriteString("fingerprint"u8, fingerprint);
        json.WriteEndObject();
    }

    private string Unique(string fingerprint)
    {
        _seen.TryGetValue(fingerprint, out int earlier);
        _seen[fingerprint] = earlier + 1;
        return earlier == 0 ? fingerprint : $"{fingerprint}-{earlier + 1}";
    }

    private static string SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => "blocker",
        Severity.Warning => "major",
        Severity.Info => "minor",
        _ => "info",
    };

    private static string CategoryOf(Category category) => category switch
    {
        Category.Security => "Security",
        Category.Efficiency => "Performance",
        Category.Style => "Style",
        _ => "Bug Risk",
    };
}
