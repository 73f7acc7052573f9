using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Analysis;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Selection;

/// <summary>Which of the findings a call asks for.</summary>
internal sealed record SelectionOptions
{
    /// <summary>A file with findings that are known; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Where to write one; null for nowhere.</summary>
    public string? NewBaseline { get; init; }

    /// <summary>The revision since which lines count as changed; null where all lines count.</summary>
    public string? Since { get; init; }
}

/// <summary>
/// Leaves out findings that a baseline holds or that stand on lines that have not changed, and remembers all of them
/// for the next baseline.
/// </summary>
internal sealed class FindingSelection
{
    private readonly SelectionOptions _options;
    private readonly Baseline? _known;
    private readonly Baseline? _new;
    private readonly GitChanges? _changes;
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);
    private readonly HashSet<KnownFinding> _seen = [];
    private readonly HashSet<KnownFinding> _written = [];

    private FindingSelection(SelectionOptions options, Baseline? known, GitChanges? changes)
    {
        _options = options;
        _known = known;
        _new = options.NewBaseline is { } path ? Baseline.Empty(path) : null;
        _changes = changes;
    }

    /// <summary>Reads the baseline and asks git.</summary>
    /// <param name="options">What the call asks for.</param>
    /// <param name="failures">Where it is said what cannot be read.</param>
    /// <param name="selection">What it comes to; null unless the result is true.</param>
    public static bool TryOpen(SelectionOptions options, FailureLog failures, [NotNullWhen(true)] out FindingSelection? selection)
    {
        selection = null;
        Baseline? known = null;
        GitChanges? changes = null;
        if (options.Baseline is { } path && !Baseline.TryRead(path, out known, out string? reason))
            failures.Add(path, reason);
        else if (options.Since is { } revision && !GitChanges.TryRead(revision, Environment.CurrentDirectory, out changes, out reason))
            failures.Add("--since", reason);
        else
            selection = new FindingSelection(options, known, changes);
        return selection is not null;
    }

    /// <summary>The findings that are asked for. May be called on any thread.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Its text as it was read.</param>
    /// <param name="source">Its text after fixes, or the same.</param>
    /// <param name="findings">What is found in that.</param>
    public ImmutableArray<Diagnostic> Of(InputFile file, SourceText read, SourceText source, ImmutableArray<Diagnostic> findings)
    {
        // A new baseline holds them all.
        if (_new is not null)
            return [];
        if (_known is not null)
            findings = _known.Lacking(file, source, findings);
        if (_changes?.In(file).Follow(read, source) is { } lines)
            findings = [.. findings.Where(finding => lines.Meet(source, finding.Span))];
        return findings;
    }

    /// <summary>Remembers all findings of a file, those that are not asked for included.</summary>
    public void Note(InputFile file, SourceText source, ImmutableArray<Diagnostic> findings)
    {
        if (_known is not null)
        {
            _files.Add(_known.NameOf(file));
            _seen.UnionWith(_known.Of(file, source, findings));
        }

        if (_new is not null)
            _written.UnionWith(_new.Of(file, source, findings));
    }

    /// <summary>Writes the new baseline, or says what of the old one is out of date.</summary>
    /// <param name="isEnabled">Whether a rule has run on any file.</param>
    /// <param name="isQuiet">Whether only failures are told.</param>
    /// <param name="host">Where the program runs.</param>
    /// <param name="failures">Where it is said that it cannot be written.</param>
    public void Finish(Func<RuleInfo, bool> isEnabled, bool isQuiet, Host host, FailureLog failures)
    {
        if (_options.NewBaseline is { } path)
            WriteTo(path, isQuiet, host, failures);
        else if (_known is not null && !isQuiet)
            TellStale(_known, isEnabled, host);
    }

    private void WriteTo(string path, bool isQuiet, Host host, FailureLog failures)
    {
        // The findings of inputs that could not be read would be lost.
        if (failures.Any)
        {
            failures.Add(path, "not written, since not everything could be read");
            return;
        }

        if (!OutputFile.TryOpen(path, out OutputFile? opened, out string? reason))
        {
            failures.Add(path, reason);
            return;
        }

        using OutputFile file = opened;
        Baseline.Write(file.Stream, _written);
        if (!file.TryCommit(out reason))
            failures.Add(path, reason);
        else if (!isQuiet)
            host.Complain(path, $"written, with {Words.Count(_written.Count, "finding", "findings")}");
    }

    /// <summary>Of files that were not looked at and rules that did not run nothing is known.</summary>
    private void TellStale(Baseline known, Func<RuleInfo, bool> isEnabled, Host host)
    {
        int stale = known.Entries.Count(entry =>
            !_seen.Contains(entry) && ((_files.Contains(entry.File) && HasRun(entry.Code, isEnabled)) || !known.HasFile(entry.File)));
        if (stale > 0)
            host.Complain(_options.Baseline!, $"{Words.Count(stale, "entry", "entries")} without a finding; write it anew with --write-baseline");
    }

    /// <summary>A rule that there is no longer finds nothing; one that needs more than the file may not have got it.</summary>
    private static bool HasRun(string code, Func<RuleInfo, bool> isEnabled) =>
        RuleCatalog.Find(code) is not { } rule || (!rule.IsConditional && isEnabled(rule));
}
