using System.Collections.Immutable;
using System.Globalization;
using DockerLint.Analysis;
using DockerLint.Cli.Commands;
using DockerLint.Cli.Terminal;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Output;

/// <summary>Findings for people: where, what, and the lines themselves.</summary>
/// <param name="stream">Where they go.</param>
/// <param name="isColoured">Whether that understands colours.</param>
/// <param name="width">Its columns; null where it is no terminal.</param>
internal sealed class TtyReport(Stream stream, bool isColoured, int? width) : IReport
{
    private const int DefaultWidth = 140;
    private const int LeastWidth = 40;

    private readonly InkWriter _ink = new(stream, isColoured);
    private readonly int _width = Math.Max(width ?? DefaultWidth, LeastWidth);
    private bool _hasFindings;

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        foreach (Diagnostic finding in file.Findings)
        {
            if (_hasFindings)
                _ink.Line();
            _hasFindings = true;
            Write(file, finding);
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures) => _ink.Flush();

    private void Write(FileReport file, Diagnostic finding)
    {
        Ink level = InkOf(finding.Severity);
        _ink.Write(PlaceOf(file, finding.Span), Ink.Strong).Write(" ")
            .Write(Words.Of(finding.Severity), level).Write(" ")
            .Write(finding.Rule.Code, level).Write(" ").Write(finding.Rule.Name, Ink.Faint).Write(": ")
            .Write(SafeText.Of(finding.Message)).Line();
        SourceFrame.Write(_ink, file.Source, finding.Span, level, _width);
        foreach (RelatedLocation related in finding.Related)
        {
            _ink.Write("  note: ", Ink.Faint).Write(PlaceOf(file, related.Span), Ink.Strong).Write(" ")
                .Write(SafeText.Of(related.Message)).Line();
            SourceFrame.Write(_ink, file.Source, related.Span, Ink.Faint, _width);
        }

        foreach (Fix fix in finding.Fixes)
            _ink.Write("  fix: ", Ink.Faint).Write(SafeText.Of(fix.Title)).Write(fix.IsSafe ? "" : " (may change the image)").Line();
        _ink.Write("  help: ", Ink.Faint).Write(finding.Rule.Url, Ink.Faint).Line();
    }

    private static string PlaceOf(FileReport file, TextSpan span)
    {
        TextPosition position = file.Source.PositionOf(span.Start);
        return string.Create(CultureInfo.InvariantCulture, $"{SafeText.Of(file.File.Name)}:{position.Line}:{position.Column}");
    }

    private static Ink InkOf(Severity severity) => severity switch
    {
        Severity.Error => Ink.Error,
        Severity.Warning => Ink.Warning,
        Severity.Info => Ink.Info,
        _ => Ink.Style,
    };
}
