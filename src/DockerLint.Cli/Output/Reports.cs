using System.Diagnostics.CodeAnalysis;
using DockerLint.Cli.Commands;

namespace DockerLint.Cli.Output;

/// <summary>All reports that a call asks for.</summary>
internal sealed class Reports : IDisposable
{
    private readonly List<(IReport Report, OutputFile? File)> _all = [];

    private Reports()
    {
    }

    /// <summary>Opens them.</summary>
    /// <param name="settings">What was asked for.</param>
    /// <param name="host">Where the program runs.</param>
    /// <param name="failures">Where it is said which file cannot be written.</param>
    /// <param name="reports">The reports; null unless the result is true.</param>
    public static bool TryOpen(
        LintSettings settings, Host host, FailureLog failures, [NotNullWhen(true)] out Reports? reports)
    {
        reports = new Reports();
        foreach (ReportTarget target in settings.Targets)
        {
            OutputFile? file = null;
            if (target.File is not null && !OutputFile.TryOpen(target.File, out file, out string? reason))
            {
                failures.Add(target.File, reason);
                reports.Dispose();
                reports = null;
                return false;
            }

            reports._all.Add((Create(target.Format, file?.Stream ?? host.Output, settings, host), file));
        }

        return true;
    }

    /// <summary>Writes what was found in a file.</summary>
    public void Write(FileReport file)
    {
        foreach ((IReport report, _) in _all)
            report.Write(file);
    }

    /// <summary>Completes them; only now files appear under their names.</summary>
    public void Finish(FailureLog failures)
    {
        foreach ((IReport report, OutputFile? file) in _all)
        {
            report.Finish(failures.All);
            if (file is not null && !file.TryCommit(out string? reason))
                failures.Add(file.Path, reason);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, OutputFile? file) in _all)
            file?.Dispose();
    }

    private static IReport Create(ReportFormat format, Stream stream, LintSettings settings, Host host) => format switch
    {
        ReportFormat.Json => new JsonReport(stream),
        ReportFormat.Sarif => new SarifReport(stream),
        ReportFormat.GitHub => new GitHubReport(stream, host.Variable("GITHUB_STEP_SUMMARY")),
        _ => new TtyReport(stream, settings.IsColoured, host.TerminalWidth),
    };
}
