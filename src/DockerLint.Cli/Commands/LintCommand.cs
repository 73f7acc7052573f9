using System.Collections.Immutable;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint [lint] [OPTIONS] [PATH…]</c>.</summary>
internal static class LintCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="args">What follows its name.</param>
    /// <param name="host">Where the program runs.</param>
    /// <param name="isNamed">Whether the name was given.</param>
    public static int Run(string[] args, Host host, bool isNamed)
    {
        var arguments = new LintArguments(isNamed);
        if (!isNamed && (args.Contains("--help") || args.Contains("-h")))
            MentionCommands(arguments.Line);
        if (arguments.Line.Read(args, host) is { } exitCode)
            return exitCode;
        if (arguments.AsksForVersion)
        {
            host.Output.Write(System.Text.Encoding.UTF8.GetBytes($"dockerlint {App.Version}\n"));
            return ExitCode.Success;
        }

        var configurations = new Configurations(host, arguments.ConfigFile, arguments.IsConfigOff);
        if (!arguments.TryRead(host, configurations, out LintSettings? settings, out string? error))
        {
            host.Say(error);
            return ExitCode.Failure;
        }

        return Run(settings, configurations, host);
    }

    private static void MentionCommands(CommandLine line)
    {
        line.Mention("lint", "Lint Dockerfiles; what is done where no command is named");
        line.Mention("parse", ParseCommand.Description);
        line.Mention("explain", ExplainCommand.Description);
        line.Mention("rules", RulesCommand.Description);
        line.Mention("init", InitCommand.Description);
    }

    private static int Run(LintSettings settings, Configurations configurations, Host host)
    {
        var failures = new FailureLog(host);
        ImmutableArray<InputFile> found = new InputFinder(settings.Excludes, settings.StdinName, failures).Find(settings.Paths);
        ImmutableArray<LintTask> files = configurations.Apply(found, settings, failures);
        if (Configurations.WhyUnknown(settings.Overrides, files) is { } unknown)
        {
            host.Say(unknown);
            return ExitCode.Failure;
        }

        var contexts = new BuildContexts(settings.Context);
        var tally = new Tally();
        if (!Reports.TryOpen(settings.Targets, settings.IsColoured, host, failures, out Reports? opened))
            return ExitCode.Failure;
        using Reports reports = opened;

        InOrder.Run(
            files,
            InputFile.Workers(files.Length, settings.Jobs),
            task => Lint(task, contexts, host),
            (task, result) =>
            {
                InputFile file = task.File;
                if (result.Report is not { } report)
                {
                    failures.Add(file.Name, result.Failure);
                    return;
                }

                if (settings.IsVerbose)
                    host.Complain(file.Name, Words.Count(report.Findings.Length, "finding", "findings"));
                tally.Add(report, task.Threshold);
                reports.Write(report);
            });
        reports.Finish(failures);
        tally.Tell(settings, host, failures);
        return failures.Any ? ExitCode.Failure : tally.IsFailure && !settings.NeverFails ? ExitCode.Findings : ExitCode.Success;
    }

    private static LintResult Lint(LintTask task, BuildContexts contexts, Host host)
    {
        InputFile file = task.File;
        if (!file.TryRead(host, out SourceText? source, out string? reason))
            return new LintResult(null, reason);
        try
        {
            var syntax = DockerfileSyntax.Parse(source);
            var model = DockerfileModel.Create(syntax, task.Build);
            return new LintResult(new FileReport(file, source, task.Linter.Lint(model, contexts.FactsFor(file, syntax))), "");
        }
        catch (Exception bug)
        {
            // One file must not take the findings of all others with it.
            return new LintResult(null, $"internal error, please report it: {bug.GetType().Name}: {bug.Message}");
        }
    }

    private readonly record struct LintResult(FileReport? Report, string Failure);
}
