using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis;

namespace DockerLint.Cli.Output;

/// <summary>What a tool of Codacy writes: an object a line.</summary>
internal sealed class CodacyReport(Stream stream) : IReport
{
    private readonly JsonLines _lines = new(stream);

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        string path = ReportPath.Of(file.File);
        foreach (Diagnostic finding in file.Findings)
        {
            Utf8JsonWriter json = _lines.Next();
            json.WriteStartObject();
            json.WriteString("filename"u8, path);
            json.WriteString("patternId"u8, finding.Rule.Code);
            json.WriteString("message"u8, finding.Message);
            json.WriteNumber("line"u8, file.Source.PositionOf(finding.Span.Start).Line);
            json.WriteEndObject();
            _lines.Raw("\n"u8);
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures) => _lines.Flush();
}
