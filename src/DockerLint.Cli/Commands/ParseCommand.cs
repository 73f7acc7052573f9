using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.Cli.Input;
using DockerLint.Cli.Output;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Cli.Commands;

/// <summary><c>dockerlint parse [--format json|tree] [PATH…]</c>.</summary>
internal static class ParseCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Show how Dockerfiles are read";

    private static readonly ImmutableArray<string> Formats = ["json", "tree"];

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("parse", Description + ".");
        Argument<string[]> paths = line.Arguments("PATH", "Files, folders or - for standard input [default: .]", ArgumentArity.ZeroOrMore);
        Option<string[]> formatOption = line.Option("--format", "-f", "FORMAT", "json, an object a file and line, or tree, for people [default: json]", Formats);
        Option<string[]> stdinName = line.Option("--stdin-filename", null, "NAME", "The path that standard input stands for");
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        string format = line.Last(formatOption) ?? "json";
        if (!Formats.Contains(format))
        {
            host.Say(Words.NoneOf("--format", format, Formats));
            return ExitCode.Failure;
        }

        var failures = new FailureLog(host);
        ImmutableArray<string> given = [.. line.All(paths)];
        ImmutableArray<InputFile> files = new InputFinder([], [], line.Last(stdinName), host, failures).Find(given.IsEmpty ? ["."] : given).Files;
        IModelWriter writer = format == "json" ? new ModelJson(host.Output) : new ModelOutline(host.Output, host.IsColourTerminal);
        InOrder.Run(
            files,
            InputFile.Workers(files.Length, Environment.ProcessorCount),
            file => Read(file, host),
            (file, result) =>
            {
                if (result.Model is null)
                    failures.Add(file.Name, result.Failure);
                else
                    writer.Write(file.Name, result.Model);
            });
        writer.Finish();
        return failures.Any ? ExitCode.Failure : ExitCode.Success;
    }

    private static (DockerfileModel? Model, string Failure) Read(InputFile file, Host host) =>
        file.TryRead(host, out SourceText? source, out string? reason)
            ? (DockerfileModel.Create(DockerfileSyntax.Parse(source)), "")
            : (null, reason);
}
