using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>A command that a shell runs for an instruction, however deep in its script.</summary>
/// <param name="Syntax">The command.</param>
/// <param name="Instruction">The instruction.</param>
public sealed record ShellCommand(ShellSimpleCommandSyntax Syntax, CommandSyntax Instruction)
{
    /// <summary>The program's name without its folder; null where it is not written out.</summary>
    public string? Name => NameOf(Syntax);

    /// <summary>The commands of an instruction's shell form; none where no shell that we can read runs it.</summary>
    public static ImmutableArray<ShellSimpleCommandSyntax> Of(CommandSyntax instruction, StageState state) =>
        instruction.Script is { } script && Shells.KindOf(instruction, state) == ShellKind.Posix ? script.Commands : [];

    /// <summary>The name of the program that a command runs, without its folder; null where it is not written out.</summary>
    public static string? NameOf(ShellSimpleCommandSyntax command) => command.Name?.Literal is { } name ? WithoutFolder(name) : null;

    /// <summary>The name of a program as it is called, without its folder.</summary>
    internal static string WithoutFolder(string name) => name[(name.LastIndexOf('/') + 1)..];
}
