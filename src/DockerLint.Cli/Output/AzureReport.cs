using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Cli.Terminal;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>
/// Logging commands of Azure Pipelines. It knows errors and warnings only; a task in which there are some and that does
/// not fail has succeeded with issues.
/// </summary>
internal sealed class AzureReport(Stream stream) : IReport
{
    private readonly InkWriter _text = new(stream, isColoured: false);
    private bool _hasIssues;

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        string path = ReportPath.Of(file.File);
        foreach (Diagnostic finding in file.Findings)
        {
            TextPosition start = file.Source.PositionOf(finding.Span.Start);
            string type = finding.Severity == Severity.Error ? "error" : "warning";
            _hasIssues |= finding.Severity >= Severity.Warning;
            _text.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"##vso[task.logissue type={type};sourcepath={Property(path)};linenumber={start.Line};columnnumber={start.Column};code={finding.Rule.Code};]{Data(finding.Message)}"))
                .Line();
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        if (_hasIssues)
            _text.Write("##vso[task.complete result=SucceededWithIssues;]").Line();
        _text.Flush();
    }

    private static string Data(string text) => SafeText.Of(text
        .Replace("%", "%AZP25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal));

    private static string Property(string text) => Data(text)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);
}
