using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>
/// Reviewdog's Diagnostic Format. Its columns count bytes of UTF-8. Each fix is one suggestion, which reviewdog offers
/// as a change that a click accepts.
/// </summary>
internal sealed class RdjsonReport(Stream stream) : IReport
{
    private readonly JsonLines _lines = new(stream);
    private bool _hasFindings;

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        foreach (Diagnostic finding in file.Findings)
        {
            Begin();
            Write(_lines.Next(), ReportPath.Of(file.File), file.Source, finding);
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        if (!_hasFindings)
            WriteHead();
        _lines.Raw("]}\n"u8);
        _lines.Flush();
    }

    private void Begin()
    {
        if (_hasFindings)
            _lines.Raw(",\n"u8);
        else
            WriteHead();
        _hasFindings = true;
    }

    private void WriteHead() =>
        _lines.Raw("{\"source\":{\"name\":\"dockerlint\",\"url\":\"https://github.com/dockerlint/dockerlint\"},\"diagnostics\":["u8);

    private static void Write(Utf8JsonWriter json, string path, SourceText source, Diagnostic finding)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, finding.Message);
        WriteLocation(json, path, source, finding.Span);
        json.WriteString("severity"u8, finding.Severity switch
        {
            Severity.Error => "ERROR",
            Severity.Warning => "WARNING",
            _ => "INFO",
        });
        json.WriteStartObject("code"u8);
        json.WriteString("value"u8, finding.Rule.Code);
        json.WriteString("url"u8, finding.Rule.Url);
        json.WriteEndObject();
        if (!finding.Fixes.IsEmpty)
        {
            json.WriteStartArray("suggestions"u8);
            foreach (Fix fix in finding.Fixes)
                Write(json, source, fix);
            json.WriteEndArray();
        }

        if (!finding.Related.IsEmpty)
        {
            json.WriteStartArray("related_locations"u8);
            foreach (RelatedLocation related in finding.Related)
            {
                json.WriteStartObject();
                json.WriteString("message"u8, related.Message);
                WriteLocation(json, path, source, related.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>A suggestion has one range: from the first change of the fix to its last one.</summary>
    private static void Write(Utf8JsonWriter json, SourceText source, Fix fix)
    {
        if (fix.Edits.IsEmpty)
            return;
        TextSpan whole = TextSpan.Between(fix.Edits.Min(static edit => edit.Span.Start), fix.Edits.Max(static edit => edit.Span.End));
        string text = Fixer.Apply(source, fix.Edits).Value;
        json.WriteStartObject();
        WriteRange(json, source, whole);
        json.WriteString("text"u8, text.AsSpan(whole.Start, text.Length - (source.Length - whole.End) - whole.Start));
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, string path, SourceText source, TextSpan span)
    {
        json.WriteStartObject("location"u8);
        json.WriteString("path"u8, path);
        WriteRange(json, source, span);
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, SourceText source, TextSpan span)
    {
        json.WriteStartObject("range"u8);
        WritePosition(json, "start", source, span.Start);
        WritePosition(json, "end", source, span.End);
        json.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter json, string name, SourceText source, int offset)
    {
        int line = source.Lines.LineOf(offset);
        int start = source.Lines.SpanOf(line).Start;
        json.WriteStartObject(name);
        json.WriteNumber("line"u8, line);
        json.WriteNumber("column"u8, Encoding.UTF8.GetByteCount(source.Slice(TextSpan.Between(start, offset))) + 1);
        json.WriteEndObject();
    }
}
