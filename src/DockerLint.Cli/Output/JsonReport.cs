using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.Cli.Commands;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>An array with a finding a line, hadolint's fields first.</summary>
internal sealed class JsonReport(Stream stream) : IReport
{
    private readonly JsonLines _lines = new(stream);
    private bool _hasFindings;

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        ImmutableArray<string> fingerprints = Fingerprints.Of(file.File.Name, file.Source, file.Findings);
        for (int index = 0; index < file.Findings.Length; index++)
        {
            _lines.Raw(_hasFindings ? ",\n"u8 : "["u8);
            _hasFindings = true;
            Write(_lines.Next(), file, file.Findings[index], fingerprints[index]);
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        _lines.Raw(_hasFindings ? "]\n"u8 : "[]\n"u8);
        _lines.Flush();
    }

    private static void Write(Utf8JsonWriter json, FileReport file, Diagnostic finding, string fingerprint)
    {
        Region region = Region.Of(file.Source, finding.Span);
        json.WriteStartObject();
        json.WriteString("file"u8, file.File.Name);
        json.WriteNumber("line"u8, region.Start.Line);
        json.WriteNumber("column"u8, region.Start.Column);
        json.WriteString("level"u8, Words.Of(finding.Severity));
        json.WriteString("code"u8, finding.Rule.Code);
        json.WriteString("message"u8, finding.Message);
        json.WriteString("name"u8, finding.Rule.Name);
        json.WriteNumber("endLine"u8, region.End.Line);
        json.WriteNumber("endColumn"u8, region.End.Column);
        json.WriteString("url"u8, finding.Rule.Url);
        json.WriteString("fingerprint"u8, fingerprint);
        json.WriteStartArray("fixes"u8);
        foreach (Fix fix in finding.Fixes)
            Write(json, file.Source, fix);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SourceText source, Fix fix)
    {
        json.WriteStartObject();
        json.WriteString("title"u8, fix.Title);
        json.WriteBoolean("safe"u8, fix.IsSafe);
        json.WriteStartArray("edits"u8);
        foreach (TextEdit edit in fix.Edits)
        {
            Region region = Region.Of(source, edit.Span);
            json.WriteStartObject();
            json.WriteNumber("line"u8, region.Start.Line);
            json.WriteNumber("column"u8, region.Start.Column);
            json.WriteNumber("endLine"u8, region.End.Line);
            json.WriteNumber("endColumn"u8, region.End.Column);
            json.WriteString("text"u8, edit.NewText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
