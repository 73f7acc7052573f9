using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Output;

/// <summary>
/// The canonical form of diagnostics that MSBuild finds in the output of a program. What is neither error nor warning
/// it leaves in the log, as it does with the compiler's.
/// </summary>
internal sealed class MSBuildReport(Stream stream) : IReport
{
    private readonly InkWriter _text = new(stream, isColoured: false);

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        foreach (Diagnostic finding in file.Findings)
        {
            Region region = Region.Of(file.Source, finding.Span);
            string category = finding.Severity switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => "info",
            };
            _text.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{SafeText.Of(file.File.Name)}({region.Start.Line},{region.Start.Column},{region.End.Line},{region.End.Column}): {category} {finding.Rule.Code}: {SafeText.Of(finding.Message)}"))
                .Line();
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures) => _text.Flush();
}
