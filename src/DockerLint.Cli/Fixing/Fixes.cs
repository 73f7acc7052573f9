using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Cli.Terminal;

namespace DockerLint.Cli.Fixing;

/// <summary>Writes fixed files, or shows what would be written. Called for one file after the other.</summary>
/// <param name="mode">What is to be done.</param>
/// <param name="isColoured">Whether diffs are coloured.</param>
/// <param name="host">Where the program runs.</param>
/// <param name="failures">Where it is said which files cannot be fixed.</param>
internal sealed class Fixes(FixMode mode, bool isColoured, Host host, FailureLog failures)
{
    /// <summary>What is to be done.</summary>
    public FixMode Mode => mode;

    /// <summary>How many findings were put right, or would be.</summary>
    public int Count { get; private set; }

    /// <summary>In how many files.</summary>
    public int Files { get; private set; }

    /// <summary>Does what is to be done with the fixes of a file.</summary>
    /// <param name="report">What was found in the file as it was.</param>
    /// <param name="read">Its text.</param>
    /// <param name="fixedFile">What fixes make of it; null where there is nothing to fix.</param>
    /// <returns>What is to be reported.</returns>
    public FileReport Settle(FileReport report, FileText read, FixedFile? fixedFile)
    {
        bool isFixed = fixedFile is not null && TrySettle(report, fixedFile);
        // Whoever pipes a file through gets it back, changed or not.
        if (mode.Writes && report.File.IsStandardInput)
            host.Output.Write(isFixed ? read.Encode(fixedFile!.After) : read.Bytes);
        if (!isFixed)
            return report;
        Count += fixedFile!.Count;
        Files++;
        return mode.IsDiff ? report : fixedFile.Report;
    }

    /// <summary>Whether the file was fixed, or its fix shown.</summary>
    private bool TrySettle(FileReport report, FixedFile fixedFile)
    {
        if (fixedFile.Count == 0)
            return false;
        string? reason = fixedFile.Before.Flaw;
        if (reason is null && mode.IsDiff)
            Show(report, fixedFile);
        else if (reason is null && !report.File.IsStandardInput)
            fixedFile.TryWrite(out reason);
        if (reason is not null)
            failures.Add(report.File.Name, $"left as it was: {reason}");
        return reason is null;
    }

    private void Show(FileReport report, FixedFile fixedFile)
    {
        var ink = new InkWriter(host.Output, isColoured);
        UnifiedDiff.Write(ink, report.File.Name, report.Source.Value, fixedFile.After.Value, isColoured || host.TerminalWidth is not null);
        ink.Flush();
    }
}
