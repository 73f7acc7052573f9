using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.Cli.Fixing;
using DockerLint.Cli.Input;
using DockerLint.Cli.Terminal;
using DockerLint.Formatting;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint fmt [--check|--diff] [PATH…]</c>.</summary>
internal sealed class FormatCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Give Dockerfiles one style";

    private readonly Host _host;
    private readonly FailureLog _failures;
    private readonly bool _isCheck;
    private readonly bool _isDiff;
    private int _changed;
    private int _unchanged;

    private FormatCommand(Host host, FailureLog failures, bool isCheck, bool isDiff)
    {
        _host = host;
        _failures = failures;
        _isCheck = isCheck;
        _isDiff = isDiff;
    }

    private bool Writes => !_isCheck && !_isDiff;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("fmt", Description + "; what they mean stays the same.");
        Argument<string[]> paths = line.Arguments("PATH", "Files, folders or - for standard input [default: .]", ArgumentArity.ZeroOrMore);
        Option<bool> check = line.Flag("--check", null, "Name the files that would change, and change none");
        Option<bool> diff = line.Flag("--diff", null, "Show what would change, and change nothing");
        Option<string[]> exclude = line.Option("--exclude", null, "GLOB", "What is left out of folders, as in .gitignore");
        Option<string[]> stdinName = line.Option("--stdin-filename", null, "NAME", "The path that standard input stands for");
        Option<string[]> config = line.Option("--config", "-c", "FILE", "The only configuration to read");
        Option<bool> noConfig = line.Flag("--no-config", null, "Read no configuration, .editorconfig included");
        Option<bool> quiet = line.Flag("--quiet", "-q", "Say nothing but what went wrong");
        if (line.Read(args, host) is { } exitCode)
            return exitCode;

        var failures = new FailureLog(host);
        ImmutableArray<string> given = [.. line.All(paths)];
        ImmutableArray<InputFile> files = new InputFinder([.. line.All(exclude)], [], line.Last(stdinName), host, failures).Find(given.IsEmpty ? ["."] : given).Files;
        var configurations = new Configurations(host, line.Last(config), line.Has(noConfig));
        var command = new FormatCommand(host, failures, line.Has(check), line.Has(diff));
        ImmutableArray<(InputFile File, FormatOptions Options)> tasks = configurations.Styles(files, failures);
        InOrder.Run(
            tasks,
            InputFile.Workers(tasks.Length, Environment.ProcessorCount),
            task => Format(task.File, task.Options, host),
            (task, result) => command.Settle(task.File, result));
        if (!line.Has(quiet) && !tasks.Any(static task => task.File.IsStandardInput))
            command.Tell();
        return failures.Any ? ExitCode.Failure : command is { Writes: false, _changed: > 0 } ? ExitCode.Findings : ExitCode.Success;
    }

    private static FileFormat Format(InputFile file, FormatOptions options, Host host)
    {
        if (!file.TryRead(host, out FileText? text, out string? reason))
            return new FileFormat(null, null, reason);
        try
        {
            return new FileFormat(text, Formatter.Format(DockerfileModel.Create(DockerfileSyntax.Parse(text.Source)), options), "");
        }
        catch (Exception bug)
        {
            // One file must not keep all others from being formatted.
            return new FileFormat(text, null, $"internal error, please report it: {bug.GetType().Name}: {bug.Message}");
        }
    }

    private void Settle(InputFile file, FileFormat format)
    {
        string? failure = format.Result switch
        {
            null => format.Failure,
            { Outcome: FormatOutcome.Refused } => "left as it is: formatted it would mean something else, which is our mistake; please report it",
            { IsChanged: true } when format.Text!.Flaw is { } flaw => $"left as it is: {flaw}",
            _ => null,
        };
        if (failure is null && format.Result is { } result)
            failure = Settle(file, format.Text!, result);
        else if (Writes && file.IsStandardInput && format.Text is { } text)
            _host.Output.Write(text.Bytes);
        if (failure is not null)
            _failures.Add(file.Name, failure);
    }

    /// <summary>Writes or shows what became of a file.</summary>
    /// <returns>Why that failed; null where it did not.</returns>
    private string? Settle(InputFile file, FileText text, FormatResult result)
    {
        if (result.Outcome == FormatOutcome.Template)
            _host.Complain(file.Name, "left as it is: it is a template, which something else fills in first");
        else if (result.Outcome == FormatOutcome.AroundErrors)
            _host.Complain(file.Name, "what cannot be read in it is left as it is");
        string? reason = null;
        if (Writes && file.IsStandardInput)
            _host.Output.Write(text.Encode(result.Text));
        else if (Writes && result.IsChanged && !InPlace.TryWrite(file.Path!, text.Encode(result.Text), out reason))
            return $"left as it is: {reason}";
        if (result.IsChanged)
            _changed++;
        else
            _unchanged++;
        if (result.IsChanged && _isDiff)
            Show(file, text, result);
        else if (result.IsChanged && _isCheck)
            _host.Write(SafeText.Of(file.Name) + "\n");
        return null;
    }

    private void Show(InputFile file, FileText text, FormatResult result)
    {
        var ink = new InkWriter(_host.Output, _host.IsColourTerminal);
        UnifiedDiff.Write(ink, file.Name, text.Source.Value, result.Text.Value, _host.TerminalWidth is not null);
        ink.Flush();
    }

    private void Tell()
    {
        string changed = Words.Count(_changed, "file", "files");
        string rest = Words.Count(_unchanged, "file has", "files have");
        _host.SayAsIs(Writes ? $"{changed} formatted, {rest} the style" : $"{changed} would change, {rest} the style");
    }

    /// <summary>What became of a file.</summary>
    /// <param name="Text">Its text; null where it cannot be read.</param>
    /// <param name="Result">The formatted one; null where something went wrong.</param>
    /// <param name="Failure">What.</param>
    private sealed record FileFormat(FileText? Text, FormatResult? Result, string Failure);
}
