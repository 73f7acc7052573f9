using System.Collections.Immutable;
using DockerLint.Cli.Commands.Baking;
using DockerLint.Cli.Commands.Building;
using DockerLint.Cli.Commands.Images;
using DockerLint.Cli.Commands.Outline;

namespace DockerLint.Cli.Commands;

/// <summary>A command that a first argument names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does; null for one that is not for people.</param>
/// <param name="Run">Runs it, given what follows its name, and returns the exit code.</param>
internal sealed record NamedCommand(string Name, string? Description, Func<string[], Host, int> Run);

/// <summary>The commands, in the order in which the help has them.</summary>
internal static class CommandTable
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<NamedCommand> All { get; } =
    [
        new("lint", "Lint Dockerfiles; what is done where no command is named", static (args, host) => LintCommand.Run(args, host, isNamed: true)),
        new("fmt", FormatCommand.Description, FormatCommand.Run),
        new("parse", ParseCommand.Description, ParseCommand.Run),
        new("explain", ExplainCommand.Description, ExplainCommand.Run),
        new("pin", PinCommand.Description, PinCommand.Run),
        new("report", LintArguments.ReportDescription, LintCommand.Report),
        new("rules", RulesCommand.Description, RulesCommand.Run),
        new("lsp", LspCommand.Description, LspCommand.Run),
        new("init", InitCommand.Description, InitCommand.Run),
        new("build", BuildCommand.Description, BuildCommand.Run),
        new("bake", BakeCommand.Description, BakeCommand.Run),
        new("build-step", null, BuildStepCommand.Run),
        .. ImageCommands.All,
        new("completion", CompletionCommand.Description, CompletionCommand.Run),
        new("man", ManCommand.Description, ManCommand.Run),
    ];

    /// <summary>The command of that name; null where there is none.</summary>
    public static NamedCommand? Find(string name)
    {
        foreach (NamedCommand command in All)
        {
            if (command.Name == name)
                return command;
        }

        return null;
    }
}
