using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>Finds out whether a program may get into an image, for rules that speak only where it cannot.</summary>
internal static class ToolSources
{
    /// <summary>Whether a stage installs or copies a program, or does what may bring it.</summary>
    public static bool MayBring(string tool, Stage stage, RuleContext context)
    {
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            switch (stage.Instructions[index])
            {
                case RunSyntax run when MayInstall(tool, run, context.ProgramsOf(run, stage.States[index]), stage.States[index]):
                case TransferSyntax transfer when transfer.Arguments.Any(word => MayHold(tool, context.Model.ValueOf(word))):
                case AddSyntax:
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a RUN names the program, or what it runs or installs is not written out.</summary>
    private static bool MayInstall(string tool, RunSyntax run, ImmutableArray<Invocation> commands, StageState state) =>
        commands.IsEmpty
        || Shells.KindOf(run, state) != ShellKind.Posix
        || commands.Any(command =>
            command.Program == tool
            || command.Program is "source" or "." or "bash" or "sh" or "make" or "ansible-playbook" or "xargs"
            || command.Name.Text.Contains('/', StringComparison.Ordinal)
            || command.Program.EndsWith(".sh", StringComparison.Ordinal)
            || command.Words.Any(word => MayName(tool, word, SystemPackages.IsManager(command))));

    private static bool MayName(string tool, CommandWord word, bool isPackage) =>
        (isPackage && !word.IsStatic)
        || word.Text.StartsWith(tool, StringComparison.Ordinal)
        || word.Text.EndsWith("/" + tool, StringComparison.Ordinal)
        || (isPackage && (word.Text.StartsWith("busybox", StringComparison.Ordinal) || (tool == "nc" && word.Text.Contains("ncat", StringComparison.Ordinal)) || word.Text.StartsWith("netcat", StringComparison.Ordinal)));

    /// <summary>Whether a path names the program, or a folder that programs are looked for in.</summary>
    private static bool MayHold(string tool, string path) =>
        path.TrimEnd('/') is "" or "/usr" or "/usr/local" or "/opt"
        || path.TrimEnd('/').EndsWith("bin", StringComparison.Ordinal)
        || path.EndsWith("/" + tool, StringComparison.Ordinal)
        || path == tool;
}
