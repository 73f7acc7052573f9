using System.Globalization;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Cli.Fixing;
using DockerLint.Cli.Output;
using DockerLint.Configuration;

namespace DockerLint.Cli.Commands;

/// <summary>Counts what was found.</summary>
internal sealed class Tally
{
    private readonly int[] _byLevel = new int[4];
    private readonly SortedDictionary<string, (RuleInfo Rule, int Count)> _byRule = new(StringComparer.Ordinal);
    private int _files;
    private int _safelyFixable;
    private int _fixable;

    /// <summary>Whether something was found at or above the threshold of its file.</summary>
    public bool IsFailure { get; private set; }

    /// <summary>Adds the findings of a file.</summary>
    /// <param name="report">The file.</param>
    /// <param name="threshold">From which level on they make the run fail.</param>
    public void Add(FileReport report, FailureThreshold threshold)
    {
        _files++;
        IsFailure |= report.Findings.Any(finding => threshold.IsReachedBy(finding.Severity));
        foreach (Diagnostic finding in report.Findings)
        {
            _byLevel[(int)finding.Severity]++;
            _safelyFixable += finding.Fixes.Any(static fix => fix.IsSafe) ? 1 : 0;
            _fixable += finding.Fixes.IsEmpty ? 0 : 1;
            _byRule.TryGetValue(finding.Rule.Code, out (RuleInfo Rule, int Count) entry);
            _byRule[finding.Rule.Code] = (finding.Rule, entry.Count + 1);
        }
    }

    /// <summary>Says on standard error what was counted, where it is wanted.</summary>
    public void Tell(LintSettings settings, Fixes fixes, Host host, FailureLog failures)
    {
        if (settings.HasStatistics && _byRule.Count > 0)
            host.SayAsIs(Statistics().TrimEnd('\n'));
        bool isForPeople = settings.Targets.Any(static target => target.Format == ReportFormat.Tty);
        if (settings.IsQuiet || !isForPeople)
            return;
        if (_files == 0 && !failures.Any)
            host.Complain(string.Join(", ", settings.Paths), "no Dockerfile found");
        else if (_files > 0)
            host.SayAsIs(host.TerminalWidth is null || _byRule.Count == 0 ? Summary(fixes) : "\n" + Summary(fixes));
    }

    private string Summary(Fixes fixes)
    {
        if (fixes.Mode.IsDiff)
        {
            return fixes.Count == 0
                ? $"Nothing to fix in {Words.Count(_files, "file", "files")}"
                : $"Would fix {Words.Count(fixes.Count, "finding", "findings")} in {Words.Count(fixes.Files, "file", "files")}";
        }

        string files = Words.Count(_files, "file", "files");
        List<string> counts = [];
        Append(Severity.Error, "error", "errors");
        Append(Severity.Warning, "warning", "warnings");
        Append(Severity.Info, "info", "infos");
        Append(Severity.Style, "style", "styles");
        return $"{(counts.Count == 0 ? "No problems" : string.Join(", ", counts))} in {files}{FixNote(fixes)}";

        void Append(Severity severity, string one, string many)
        {
            if (_byLevel[(int)severity] is var number and > 0)
                counts.Add(Words.Count(number, one, many));
        }
    }

    /// <summary>How many findings were put right, and how many more could be.</summary>
    private string FixNote(Fixes fixes)
    {
        List<string> parts = [];
        if (fixes.Count > 0)
            parts.Add($"{Words.Count(fixes.Count, "finding", "findings")} fixed");
        if (!fixes.Mode.IsOn && _safelyFixable > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{_safelyFixable} fixable with --fix"));
        if (fixes.Mode.Safety != FixSafety.Unsafe && _fixable - _safelyFixable is var risky and > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{risky} fixable with --unsafe-fixes"));
        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }

    /// <summary>A line for each rule, the most frequent first.</summary>
    private string Statistics()
    {
        var lines = new StringBuilder();
        int width = _byRule.Values.Max(static entry => entry.Count).ToString(CultureInfo.InvariantCulture).Length;
        foreach ((RuleInfo rule, int count) in _byRule.Values.OrderByDescending(static entry => entry.Count))
            lines.Append(count.ToString(CultureInfo.InvariantCulture).PadLeft(width)).Append("  ").Append(rule.Code).Append("  ").Append(rule.Name).Append('\n');
        return lines.ToString();
    }
}
