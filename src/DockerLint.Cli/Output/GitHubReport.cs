using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Cli.Input;

namespace DockerLint.Cli.Output;

/// <summary>
/// Workflow commands that GitHub Actions shows as annotations. It shows ten errors, ten warnings and ten notices of a
/// step, so that the most severe come first; all findings go into the summary of the step.
/// </summary>
/// <param name="stream">Where the commands go.</param>
/// <param name="summary">The file of the step's summary; null where there is none.</param>
internal sealed class GitHubReport(Stream stream, string? summary) : IReport
{
    /// <summary>Bytes of the summary, which GitHub drops as a whole when it is larger than 1 MiB.</summary>
    private const int MaximumSummary = 1 << 20;

    /// <summary>What the line takes that says how many rows were left out.</summary>
    private const int Rest = 100;

    private readonly List<(Severity Severity, string Command, string Row)> _findings = [];

    /// <inheritdoc/>
    public void Write(FileReport file)
    {
        string path = ReportPath.Of(file.File);
        foreach (Diagnostic finding in file.Findings)
        {
            Region region = Region.Of(file.Source, finding.Span);
            _findings.Add((finding.Severity, Command(path, region, finding), Row(path, region, finding)));
        }
    }

    /// <inheritdoc/>
    public void Finish(ImmutableArray<(string Subject, string Reason)> failures)
    {
        // A stable sort: among equals the order of the files and lines stays.
        (Severity Severity, string Command, string Row)[] sorted = [.. _findings.OrderByDescending(static finding => finding.Severity)];
        var commands = new StringBuilder();
        foreach (var finding in sorted)
            commands.Append(finding.Command).Append('\n');
        stream.Write(Encoding.UTF8.GetBytes(commands.ToString()));
        stream.Flush();
        // The annotations say it all: without its summary the run is worth as much.
        if (!string.IsNullOrEmpty(summary) && sorted.Length > 0)
            Disk.TryDo(() => Append(summary, [.. sorted.Select(static finding => finding.Row)]), out string? _, out _);
    }

    /// <summary>Adds to the summary, which other programs of the step may have begun.</summary>
    private static string Append(string summary, ImmutableArray<string> rows)
    {
        long used = File.Exists(summary) ? new FileInfo(summary).Length : 0;
        string table = Table(rows, MaximumSummary - used);
        File.AppendAllText(summary, table);
        return table;
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
            $"| {Words.Of(finding.Severity)} | [{finding.Rule.Code}]({finding.Rule.Url}) {finding.Rule.Name} | {Cell(file)}:{region.Start.Line}:{region.Start.Column} | {Cell(finding.Message)} |\n");

    /// <summary>A table of as many rows as there is room for; nothing where there is none.</summary>
    private static string Table(ImmutableArray<string> rows, long room)
    {
        var table = new StringBuilder("### dockerlint\n\n| level | rule | place | message |\n|---|---|---|---|\n");
        room -= table.Length + Rest;
        int written = 0;
        for (; written < rows.Length && (room -= Encoding.UTF8.GetByteCount(rows[written])) >= 0; written++)
            table.Append(rows[written]);
        if (written == 0)
            return "";
        table.Append('\n');
        if (written < rows.Length)
            table.Append(CultureInfo.InvariantCulture, $"… and {rows.Length - written} more\n\n");
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
