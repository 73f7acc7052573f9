using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using DockerLint.Analysis;
using DockerLint.Cli.Terminal;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>
/// The XML of JUnit, as CI servers read it: a suite for each file, a failed test for each finding, and one that passes
/// where nothing is found.
/// </summary>
internal sealed class JUnitReport : IReport
{
    private readonly XmlWriter _xml;

    /// <summary>A report.</summary>
    public JUnitReport(Stream stream)
    {
        _xml = ReportXml.Create(stream);
        _xml.WriteStartDocument();
        _xml.WriteStartElement("testsuites");
        _xml.Attribute("name", "dockerlint");
    }

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        StartSuite(file.File.Name, Math.Max(file.Findings.Length, 1), file.Findings.Length, errors: 0);
        if (file.Findings.IsEmpty)
        {
            StartCase(file.File.Name, "no findings");
            _xml.WriteEndElement();
        }

        foreach (Diagnostic finding in file.Findings)
            Write(file, finding);
        _xml.WriteEndElement();
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        foreach ((string subject, string reason) in failures)
        {
            StartSuite(subject, tests: 1, failures: 0, errors: 1);
            StartCase(subject, "read");
            _xml.WriteStartElement("error");
            _xml.Attribute("message", reason);
            _xml.WriteEndElement();
            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
        _xml.WriteWhitespace("\n");
        _xml.Flush();
    }

    private void Write(FileReport file, Diagnostic finding)
    {
        TextPosition start = file.Source.PositionOf(finding.Span.Start);
        StartCase(file.File.Name, string.Create(CultureInfo.InvariantCulture, $"{finding.Rule.Code} {finding.Rule.Name} at {start.Line}:{start.Column}"));
        _xml.WriteStartElement("failure");
        _xml.Attribute("type", Words.Of(finding.Severity));
        _xml.Attribute("message", finding.Message);
        // Its lines may be read in a log, where some servers obey what is at the start of one.
        _xml.WriteString(ReportXml.Text(string.Create(
            CultureInfo.InvariantCulture,
            $"{SafeText.Of(file.File.Name)}:{start.Line}:{start.Column} {Words.Of(finding.Severity)} {finding.Rule.Code}: {SafeText.Of(finding.Message)}\n{finding.Rule.Url}")));
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void StartSuite(string name, int tests, int failures, int errors)
    {
        _xml.WriteStartElement("testsuite");
        _xml.Attribute("name", name);
        _xml.Attribute("tests", tests.ToString(CultureInfo.InvariantCulture));
        _xml.Attribute("failures", failures.ToString(CultureInfo.InvariantCulture));
        _xml.Attribute("errors", errors.ToString(CultureInfo.InvariantCulture));
    }

    private void StartCase(string file, string name)
    {
        _xml.WriteStartElement("testcase");
        _xml.Attribute("name", name);
        _xml.Attribute("classname", file);
        _xml.Attribute("file", file);
    }
}
