using DockerLint.Cli.Commands;
using DockerLint.Cli.Commands.Building;
using DockerLint.Cli.Commands.Images;

namespace DockerLint.Cli;

/// <summary>The program: finds the command that the arguments name and runs it.</summary>
internal static class App
{
    /// <summary>The version of the program, <c>major.minor.patch</c>.</summary>
    public static string Version { get; } = typeof(App).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, Host host)
    {
        try
        {
            return args.Length == 0 ? LintCommand.Run(args, host, isNamed: false) : Dispatch(args, host);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Only writing can still fail here: inputs and output files speak for themselves.
            host.Complain("standard output", failure.Message);
            return ExitCode.Failure;
        }
    }

    /// <summary>Only a first argument names a command; elsewhere the same word is a path.</summary>
    private static int Dispatch(string[] args, Host host) => args[0] switch
    {
        "lint" => LintCommand.Run(args[1..], host, isNamed: true),
        "parse" => ParseCommand.Run(args[1..], host),
        "fmt" => FormatCommand.Run(args[1..], host),
        "explain" => ExplainCommand.Run(args[1..], host),
        "build" => BuildCommand.Run(args[1..], host),
        "build-step" => BuildStepCommand.Run(args[1..], host),
        "init" => InitCommand.Run(args[1..], host),
        "lsp" => LspCommand.Run(args[1..], host),
        "pin" => PinCommand.Run(args[1..], host),
        "report" => LintCommand.Report(args[1..], host),
        "rules" => RulesCommand.Run(args[1..], host),
        _ => ImageCommands.Run(args, host) ?? LintCommand.Run(args, host, isNamed: false),
    };
}
