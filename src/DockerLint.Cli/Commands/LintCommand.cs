using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Analysis.ShellCheck;
using DockerLint.Cli.Fixing;
using DockerLint.Cli.Images;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Cli.Selection;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint [lint] [OPTIONS] [PATH…]</c>.</summary>
internal static class LintCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows its name.</param>
    /// <param name="host">Where the program runs.</param>
    /// <param name="isNamed">Whether the name was given.</param>
    public static int Run(string[] args, Host host, bool isNamed) => Run(args, host, isNamed ? LintName.Lint : LintName.None);

    /// <summary>Runs <c>dockerlint report [OPTIONS] [PATH…]</c>.</summary>
    /// <param name="args">What follows its name.</param>
    /// <param name="host">Where the program runs.</param>
    public static int Report(string[] args, Host host) => Run(args, host, LintName.Report);

    /// <summary>Lints a Dockerfile that was brought for a build.</summary>
    /// <param name="args">What <c>lint</c> is called with.</param>
    /// <param name="host">Where the program runs; the Dockerfile is its standard input.</param>
    /// <param name="brought">The Dockerfile.</param>
    public static int Run(string[] args, Host host, BroughtDockerfile brought) => Run(args, host, LintName.Lint, brought);

    private static int Run(string[] args, Host host, LintName name, BroughtDockerfile? brought = null)
    {
        var arguments = new LintArguments(name);
        if (name == LintName.None && (args.Contains("--help") || args.Contains("-h")))
            MentionCommands(arguments.Line);
        if (arguments.Line.Read(args, host) is { } exitCode)
            return exitCode;
        if (arguments.AsksForVersion)
        {
            host.Write($"dockerlint {App.Version}\n");
            return ExitCode.Success;
        }

        var configurations = new Configurations(host, arguments.ConfigFile, arguments.IsConfigOff);
        if (!arguments.TryRead(host, configurations, out LintSettings? settings, out string? error))
        {
            host.Say(error);
            return ExitCode.Failure;
        }

        return Run(arguments, settings, configurations, host, brought);
    }

    private static void MentionCommands(CommandLine line)
    {
        foreach (NamedCommand command in CommandTable.All)
        {
            if (command.Description is { } description)
                line.Mention(command.Name, description);
        }
    }

    private static int Run(LintArguments arguments, LintSettings settings, Configurations configurations, Host host, BroughtDockerfile? brought)
    {
        var failures = new FailureLog(host);
        if (!FindingSelection.TryOpen(settings.Selection, failures, out FindingSelection? selection))
            return ExitCode.Failure;
        FoundFiles found = brought is null
            ? new InputFinder(settings.Excludes, settings.Hosts, settings.StdinName, host, failures).Find(settings.Paths)
            : new FoundFiles([new InputFile(brought.Name, null, IsStandardInput: true)], []);
        ImmutableArray<LintTask> tasks = configurations.Apply(found.Files, settings, failures);
        if (Configurations.WhyUnknown(settings.Overrides, tasks) is { } unknown)
        {
            host.Say(unknown);
            return ExitCode.Failure;
        }

        var surroundings = new Surroundings(settings.Context, Environment.CurrentDirectory, settings.LooksIntoImages ? new BuiltImages(host, settings.DemandsImages) : null) { Kustomizations = found.Kustomizations, Brought = brought };
        Survey survey = settings.IsOnline
            ? Survey.Online(tasks, settings.Jobs, surroundings, arguments.Registries, host, failures)
            : Survey.Of(tasks, settings.Jobs, surroundings, host);
        var tally = new Tally();
        if (!Reports.TryOpen(settings.Targets, OutputOf(settings, host), settings.PathInReport, settings.IsColoured, host, failures, out Reports? opened))
            return ExitCode.Failure;
        using Reports reports = opened;
        var fixes = new Fixes(settings.Fixes, settings.IsColoured, host, failures);

        InOrder.Run(
            tasks,
            InputFile.Workers(tasks.Length, settings.Jobs),
            task => Lint(task, settings.Fixes, surroundings, survey, selection, host),
            (task, result) =>
            {
                InputFile file = task.File;
                if (result.Found is not { } found)
                {
                    failures.Add(file.Name, result.Failure);
                    return;
                }

                selection.Note(file, found.Report.Source, found.All);
                FileReport report = fixes.Settle(found.Report, found.Text, found.Fixed);

                if (settings.IsVerbose)
                    host.Complain(file.Name, Words.Count(report.Findings.Length, "finding", "findings"));
                tally.Add(report, task.Threshold);
                reports.Write(report);
            });
        reports.Finish(failures);
        selection.Finish(rule => tasks.Any(task => task.Configuration.Lint.IsEnabled(rule)), settings.IsQuiet, host, failures);
        tally.Tell(settings, fixes, host, failures);
        bool fails = settings.Fixes.IsDiff ? fixes.Count > 0 && tasks.Any(static task => task.Threshold.Lowest is not null) : tally.IsFailure;
        return failures.Any ? ExitCode.Failure : fails && !settings.NeverFails ? ExitCode.Findings : ExitCode.Success;
    }

    /// <summary>Where reports without a file go: a diff, or the fixed text of standard input, has standard output to itself.</summary>
    private static Stream? OutputOf(LintSettings settings, Host host) => settings.Fixes switch
    {
        { IsDiff: true } => null,
        { IsOn: true } when settings.Paths.Contains("-") => host.Error,
        _ => host.Output,
    };

    private static LintResult Lint(LintTask task, FixMode fixes, Surroundings surroundings, Survey survey, FindingSelection selection, Host host)
    {
        InputFile file = task.File;
        if (!file.TryRead(host, out FileText? text, out string? reason))
            return new LintResult(null, reason);
        SourceText source = text.Source;
        try
        {
            FileReading reading = surroundings.Read(file, source, survey.AddTo(task.Build));
            FactSet facts = survey.AddTo(surroundings.FactsFor(file, reading));
            if (!TryLint(task, reading, facts, out ImmutableArray<Diagnostic> all, out string? failure))
                return new LintResult(null, failure);
            FileReport report = ReportOf(file, reading, selection.Of(file, source, source, all)) with { Image = facts.Built };
            FixedFile? fixedFile = null;
            if (fixes.IsOn && report.Findings.Any(static finding => !finding.Fixes.IsEmpty))
            {
                FixedText result = Fixer.Apply(
                    task.Linter, reading, fixes.Safety, facts, (now, findings) => selection.Of(file, source, now, findings));
                // What ShellCheck says of the old text is not true of the new one.
                ImmutableArray<Diagnostic> left = result.Findings;
                if (task.ShellCheck is not null
                    && !TryLint(task, reading.With(result.Text), facts, out left, out failure))
                {
                    return new LintResult(null, failure);
                }

                FileReport leftReport = ReportOf(file, reading.With(result.Text), selection.Of(file, source, result.Text, left));
                fixedFile = new FixedFile(text, result.Text, result.Count, leftReport);
            }

            return new LintResult(new FileFindings(text, all, report, fixedFile), "");
        }
        catch (Exception bug)
        {
            // One file must not take the findings of all others with it.
            return new LintResult(null, $"internal error, please report it: {bug.GetType().Name}: {bug.Message}");
        }
    }

    private static FileReport ReportOf(InputFile file, FileReading reading, ImmutableArray<Diagnostic> findings) =>
        new(file, reading.Source, findings) { Model = (reading as DockerfileReading)?.Model };

    private static bool TryLint(
        LintTask task, FileReading reading, FactSet facts, out ImmutableArray<Diagnostic> findings, [NotNullWhen(false)] out string? failure)
    {
        findings = [];
        failure = null;
        if (task.ShellCheck is { } shellCheck && reading is DockerfileReading { Model: var model })
        {
            if (!shellCheck.TryAsk(model, out ImmutableArray<ShellCheckComment> comments, out failure))
                return false;
            facts = facts with { ShellCheck = comments };
        }

        findings = reading.Lint(task.Linter, facts);
        return true;
    }

    /// <summary>What was found in a file.</summary>
    /// <param name="Text">Its text.</param>
    /// <param name="All">All that was found.</param>
    /// <param name="Report">What of it is asked for.</param>
    /// <param name="Fixed">What fixes make of the file; null where there are none.</param>
    private sealed record FileFindings(FileText Text, ImmutableArray<Diagnostic> All, FileReport Report, FixedFile? Fixed);

    private readonly record struct LintResult(FileFindings? Found, string Failure);
}
