using System.Reflection;
using DockerLint.Cli.Commands;

namespace DockerLint.Cli;

/// <summary>The program: finds the command that the arguments name and runs it.</summary>
internal static class App
{
    /// <summary>The version of the program, as Semantic Versioning writes it, without what it was built of.</summary>
    public static string Version { get; } =
        typeof(App).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

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
    private static int Dispatch(string[] args, Host host) =>
        CommandTable.Find(args[0]) is { } command ? command.Run(args[1..], host) : LintCommand.Run(args, host, isNamed: false);
}
