using System.Globalization;
using System.Text;
using DockerLint.Analysis;
using DockerLint.Cli.Output;

namespace DockerLint.Cli.Commands;

/// <summary>Counts what was found.</summary>
internal sealed class Tally
{
    private readonly int[] _byLevel = new int[4];
    private readonly SortedDictionary<string, (RuleInfo Rule, int Count)> _byRule = new(StringComparer.Ordinal);
    private int _files;

    /// <summary>Adds the findings of a file.</summary>
    public void Add(FileReport report)
    {
        _files++;
        foreach (Diagnostic finding in report.Findings)
        {
            _byLevel[(int)finding.Severity]++;
            _byRule.TryGetValue(finding.Rule.Code, out (RuleInfo Rule, int Count) entry);
            _byRule[finding.Rule.Code] = (finding.Rule, entry.Count + 1);
        }
    }

    /// <summary>Whether something was found at or above a level; null is above all.</summary>
    public bool Reaches(Severity? threshold)
    {
        for (int level = (int?)threshold ?? _byLevel.Length; level < _byLevel.Length; level++)
        {
            if (_byLevel[level] > 0)
                return true;
        }

        return false;
    }

    /// <summary>Says on standard error what was counted, where it is wanted.</summary>
    public void Tell(LintSettings settings, Host host, FailureLog failures)
    {
        if (settings.HasStatistics && _byRule.Count > 0)
            host.SayAsIs(Statistics().TrimEnd('\n'));
        bool isForPeople = settings.Targets.Any(static target => target.Format == ReportFormat.Tty);
        if (settings.IsQuiet || !isForPeople)
            return;
        if (_files == 0 && !failures.Any)
            host.Complain(string.Join(", ", settings.Paths), "no Dockerfile found");
        else if (_files > 0)
            host.SayAsIs(Summary());
    }

    /// <summary>A number and the word for what is counted.</summary>
    public static string Count(int number, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");

    private string Summary()
    {
        string files = Count(_files, "file", "files");
        List<string> counts = [];
        Append(Severity.Error, "error", "errors");
        Append(Severity.Warning, "warning", "warnings");
        Append(Severity.Info, "info", "infos");
        Append(Severity.Style, "style", "styles");
        return counts.Count == 0 ? $"No problems in {files}" : $"{string.Join(", ", counts)} in {files}";

        void Append(Severity severity, string one, string many)
        {
            if (_byLevel[(int)severity] is var number and > 0)
                counts.Add(Count(number, one, many));
        }
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
