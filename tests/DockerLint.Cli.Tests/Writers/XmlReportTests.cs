using System.Xml.Linq;
using DockerLint.Analysis;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Tests;

public sealed class XmlReportTests
{
    private const string Text = "a\0b\u0001\t<&>\"'\r\n😀\uD800\uFFFE\uFFFF";
    private const string Kept = "a␀b␁\t<&>\"'\r\n😀\uFFFD\uFFFD\uFFFD";

    private static readonly FileReport s_report = Sample.Of(
        Text, Sample.Text, new Diagnostic(Sample.Sudo, Severity.Error, new TextSpan(0, 4), Text, [], []));

    [Fact]
    public void Checkstyle_keeps_what_XML_can_hold()
    {
        XElement file = Parse(stream => new CheckstyleReport(stream)).Elements().Single();
        Assert.Equal(Kept, file.Attribute("name")!.Value);
        Assert.Equal(Kept, file.Element("error")!.Attribute("message")!.Value);
    }

    [Fact]
    public void JUnit_keeps_what_XML_can_hold()
    {
        XElement suite = Parse(stream => new JUnitReport(stream)).Elements().Single();
        Assert.Equal(("1", "1", "0"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value));
        XElement failure = suite.Element("testcase")!.Element("failure")!;
        Assert.Equal(Kept, failure.Attribute("message")!.Value);
        Assert.Contains("a␀b␁␉<&>\"'␍␊😀", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void JUnit_has_a_test_that_passes_for_a_clean_file_and_an_error_for_one_that_cannot_be_read()
    {
        Run run = Run.Here("FROM debian:13\n", [], "-f", "junit", "-", "no-such-file");
        XElement[] suites = [.. XDocument.Parse(run.Output).Root!.Elements()];
        Assert.Equal(["-", "no-such-file"], suites.Select(suite => suite.Attribute("name")!.Value));
        Assert.Empty(suites[0].Element("testcase")!.Elements());
        Assert.Equal("no such file or folder", suites[1].Element("testcase")!.Element("error")!.Attribute("message")!.Value);
    }

    private static XElement Parse(Func<Stream, IReport> create) => XDocument.Parse(Sample.Written(create, s_report)).Root!;
}
