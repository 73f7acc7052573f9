using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Cli.Terminal;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>
/// A line for each finding, as compilers write it (GNU Coding Standards, "Formatting Error Messages"), which editors and
/// problem matchers read: error, warning and note are the levels that they know.
/// </summary>
internal sealed class GnuReport(Stream stream) : IReport
{
    private readonly InkWriter _text = new(stream, isColoured: false);

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        foreach (Diagnostic finding in file.Findings)
        {
            TextPosition start = file.Source.PositionOf(finding.Span.Start);
            _text.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{SafeText.Of(file.File.Name)}:{start.Line}:{start.Column}: {Words.InThreeLevels(finding.Severity)}: {SafeText.Of(finding.Message)} [{finding.Rule.Code}]"))
                .Line();
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures) => _text.Flush();
}
