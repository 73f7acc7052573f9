using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Cli.Output.Html;

namespace DockerLint.Cli.Output;

/// <summary>All reports that a call asks for.</summary>
internal sealed class Reports : IDisposable
{
    private readonly List<(IReport Report, OutputFile? File, string? Path)> _all = [];

    private Reports()
    {
    }

    /// <summary>Opens them.</summary>
    /// <param name="targets">Formats, and where they go.</param>
    /// <param name="output">Standard output, or what takes its place; null where reports for it are not wanted.</param>
    /// <param name="path">What all files are called in the formats that take it; null for their own names.</param>
    /// <param name="isColoured">Whether reports for people are coloured.</param>
    /// <param name="host">Where the program runs.</param>
    /// <param name="failures">Where it is said which file cannot be written.</param>
    /// <param name="reports">The reports; null unless the result is true.</param>
    public static bool TryOpen(
        ImmutableArray<ReportTarget> targets,
        Stream? output,
        string? path,
        bool isColoured,
        Host host,
        FailureLog failures,
        [NotNullWhen(true)] out Reports? reports)
    {
        reports = new Reports();
        foreach (ReportTarget target in targets)
        {
            OutputFile? file = null;
            if (target.File is not null && !OutputFile.TryOpen(target.File, out file, out string? reason))
            {
                failures.Add(target.File, reason);
                reports.Dispose();
                reports = null;
                return false;
            }

            if ((file?.Stream ?? output) is { } stream)
                reports._all.Add((Create(target.Format, stream, isColoured, host), file, ReportFormats.TakesPath(target.Format) ? path : null));
        }

        return true;
    }

    /// <summary>Writes what was found in a file.</summary>
    public void Write(FileReport file)
    {
        foreach ((IReport report, _, string? path) in _all)
            report.Write(path is null ? file : file with { File = file.File with { Name = path } });
    }

    /// <summary>Completes them; only now files appear under their names.</summary>
    public void Finish(FailureLog failures)
    {
        foreach ((IReport report, OutputFile? file, _) in _all)
        {
            report.Finish(failures.All);
            if (file is not null && !file.TryCommit(out string? reason))
                failures.Add(file.Path, reason);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, OutputFile? file, _) in _all)
            file?.Dispose();
    }

    private static IReport Create(ReportFormat format, Stream stream, bool isColoured, Host host) => format switch
    {
        ReportFormat.Json => new JsonReport(stream),
        ReportFormat.Sarif => new SarifReport(stream),
        ReportFormat.GitHub => new GitHubReport(stream, host.Variable("GITHUB_STEP_SUMMARY")),
        ReportFormat.GitLab => new GitLabReport(stream),
        ReportFormat.CodeClimate => new CodeClimateReport(stream),
        ReportFormat.Azure => new AzureReport(stream),
        ReportFormat.MSBuild => new MSBuildReport(stream),
        ReportFormat.Rdjson => new RdjsonReport(stream),
        ReportFormat.Checkstyle => new CheckstyleReport(stream),
        ReportFormat.SonarQube => new SonarQubeReport(stream),
        ReportFormat.JUnit => new JUnitReport(stream),
        ReportFormat.Gnu => new GnuReport(stream),
        ReportFormat.TeamCity => new TeamCityReport(stream),
        ReportFormat.Codacy => new CodacyReport(stream),
        ReportFormat.Html => new HtmlReport(stream),
        _ => new TtyReport(stream, isColoured, host.TerminalWidth),
    };
}
