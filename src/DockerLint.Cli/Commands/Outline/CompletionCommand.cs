using System.Collections.Immutable;
using System.CommandLine;

namespace DockerLint.Cli.Commands.Outline;

/// <summary><c>dockerlint completion SHELL</c>.</summary>
internal static class CompletionCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Write what a shell needs to complete the arguments of dockerlint";

    private static readonly ImmutableArray<string> Shells = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("completion", Description + ".");
        Argument<string[]> shells = line.Arguments("SHELL", $"Which one: {string.Join(", ", Shells)}", ArgumentArity.OneOrMore, Shells);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        string[] given = [.. line.All(shells)];
        if (given.Length > 1 || !Shells.Contains(given[0]))
        {
            host.Say(given.Length > 1 ? "completion: more than one shell; name one" : Words.NoneOf("completion", given[0], Shells));
            return ExitCode.Failure;
        }

        ImmutableArray<CommandOutline> commands = ProgramOutline.Read();
        host.Write(given[0] switch
        {
            "bash" => BashCompletion.Of(commands),
            "zsh" => ZshCompletion.Of(commands),
            "fish" => FishCompletion.Of(commands),
            _ => PowerShellCompletion.Of(commands),
        });
        return ExitCode.Success;
    }
}
