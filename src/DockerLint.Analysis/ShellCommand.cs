using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>A command that a shell runs for an instruction, however deep in its script.</summary>
/// <param name="Syntax">The command.</param>
/// <param name="Instruction">The instruction.</param>
public sealed record ShellCommand(object Syntax, CommandSyntax Instruction)
{
    /// <summary>The commands of an instruction's shell form.</summary>
    public static IEnumerable<ShellCommand> Of(CommandSyntax instruction, StageState state) => [];
}
