using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Analysis;

namespace DockerLint.Cli.Output;

/// <summary>
/// Workflow commands that GitHub Actions shows as annotations. It shows the first ten of a level, so that the most
/// severe come first; all of them go into the summary of the step.
/// </summary>
/// <param name="stream">Where the commands go.</param>
/// <param name="summary">The file of the step's summary; null where there is none.</param>
internal sealed class GitHubReport(Stream stream, string? summary) : IReport
{
    /// <summary>Rows of the summary, which GitHub drops as a whole when it is larger than 1 MiB.</summary>
    private const int MaximumRows = 500;

    private readonly List<(Severity Severity, string File, string Command, string Row)> _findings = [];

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        foreach (Diagnostic finding in file.Findings)
        {
            Region region = Region.Of(file.Source, finding.Span);
            _findings.Add((finding.Severity, file.File.Name, Command(file.File.Name, region, finding), Row(file.File.Name, region, finding)));
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        // A stable sort: among equals the order of the files and lines stays.
        (Severity Severity, string File, string Command, string Row)[] sorted = [.. _findings.OrderByDescending(static finding => finding.Severity)];
        var commands = new StringBuilder();
        foreach (var finding in sorted)
            commands.Append(finding.Command).Append('\n');
        stream.Write(Encoding.UTF8.GetBytes(commands.ToString()));
        stream.Flush();
        if (!string.IsNullOrEmpty(summary) && sorted.Length > 0)
            File.AppendAllText(summary, Table([.. sorted.Select(static finding => finding.Row)]));
    }

    private static string Command(string file, Region region, Diagnostic finding)
    {
        string kind = finding.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };
        var command = new StringBuilder();
        command.Append(CultureInfo.InvariantCulture, $"::{kind} file={Property(file)},line={region.Start.Line},endLine={region.End.Line}");
        // Columns are understood within one line only.
        if (region.Start.Line == region.End.Line)
            command.Append(CultureInfo.InvariantCulture, $",col={region.Start.Column},endColumn={region.End.Column}");
        command.Append(CultureInfo.InvariantCulture, $",title={Property($"{finding.Rule.Code} {finding.Rule.Name}")}::{Data(finding.Message)}");
        return command.ToString();
    }

    private static string Row(string file, Region region, Diagnostic finding) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {Commands.Words.Of(finding.Severity)} | [{finding.Rule.Code}]({finding.Rule.Url}) {finding.Rule.Name} | {Cell(file)}:{region.Start.Line}:{region.Start.Column} | {Cell(finding.Message)} |\n");

    private static string Table(ImmutableArray<string> rows)
    {
        var table = new StringBuilder("### dockerlint\n\n| level | rule | place | message |\n|---|---|---|---|\n");
        table.AppendJoin("", rows.Take(MaximumRows)).Append('\n');
        if (rows.Length > MaximumRows)
            table.Append(CultureInfo.InvariantCulture, $"… and {rows.Length - MaximumRows} more\n\n");
        return table.ToString();
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    /// <summary>Text that ends neither its cell nor its row and is no markup.</summary>
    private static string Cell(string text)
    {
        var cell = new StringBuilder();
        foreach (char unit in text)
        {
            if (unit is '\r' or '\n')
                cell.Append(' ');
            else if (unit is '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '&')
                cell.Append('\\').Append(unit);
            else
                cell.Append(unit);
        }

        return cell.ToString();
    }
}
