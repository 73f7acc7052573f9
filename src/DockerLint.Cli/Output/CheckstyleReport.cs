using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using DockerLint.Analysis;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>The XML of Checkstyle. It knows error, warning and info; a file in which nothing is found is listed too.</summary>
internal sealed class CheckstyleReport : IReport
{
    private readonly XmlWriter _xml;

    /// <summary>A report.</summary>
    public CheckstyleReport(Stream stream)
    {
        _xml = ReportXml.Create(stream);
        _xml.WriteStartDocument();
        _xml.WriteStartElement("checkstyle");
        _xml.Attribute("version", "4.3");
    }

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        _xml.WriteStartElement("file");
        _xml.Attribute("name", file.File.Name);
        foreach (Diagnostic finding in file.Findings)
        {
            TextPosition start = file.Source.PositionOf(finding.Span.Start);
            _xml.WriteStartElement("error");
            _xml.Attribute("line", start.Line.ToString(CultureInfo.InvariantCulture));
            _xml.Attribute("column", start.Column.ToString(CultureInfo.InvariantCulture));
            _xml.Attribute("severity", finding.Severity == Severity.Style ? "info" : Words.Of(finding.Severity));
            _xml.Attribute("message", finding.Message);
            _xml.Attribute("source", finding.Rule.Code);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        _xml.WriteEndElement();
        _xml.WriteWhitespace("\n");
        _xml.Flush();
    }
}
