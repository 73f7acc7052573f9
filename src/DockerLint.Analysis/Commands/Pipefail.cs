using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>Where a pipe hides a failure.</summary>
internal static class Pipefail
{
    /// <summary>Whether the SHELL in force stops at a failure anywhere in a pipe.</summary>
    public static bool IsSet(StageState state) =>
        state.Shell is { JsonWords: [var program, .. var words] }
        && IsKnownTo(program.Text)
        && IsSetBy(words.Select(static word => word.Text));

    /// <summary>Whether a shell, named with or without its folder, has the option.</summary>
    public static bool IsKnownTo(string shell) => ShellCommand.WithoutFolder(shell) is "bash" or "zsh" or "ash";

    /// <summary>Whether the words of a command have <c>pipefail</c> after an option that ends in <c>o</c>.</summary>
    public static bool IsSetBy(Invocation command) => IsSetBy(command.Words.Select(static word => word.Text));

    /// <summary>The first pipe of a script; null where there is none or one of the commands sets pipefail before it.</summary>
    public static ShellPipelineSyntax? PipeIn(ShellScriptSyntax? script, ImmutableArray<Invocation> commands) =>
        script?.Pipes is [{ } pipe, ..]
        && !commands.Any(command => command.Program == "set" && command.Name.Span.Start < pipe.Span.Start && IsSetBy(command))
            ? pipe
            : null;

    /// <summary>Whether an earlier RUN of the stage, or one of those that it starts from, has such a pipe.</summary>
    public static bool IsMissingBefore(RuleContext context)
    {
        for (Stage? stage = context.Stage; stage is not null; stage = stage.Parent)
        {
            for (int index = (stage == context.Stage ? context.Index : stage.Instructions.Length) - 1; index >= 0; index--)
            {
                if (stage.Instructions[index] is RunSyntax run && PipeIn(run.Script, context.ProgramsOf(run, stage.States[index])) is not null)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a command, or all in a group, only writes what it is given.</summary>
    public static bool CannotFail(ShellCommandSyntax command) => command switch
    {
        ShellSimpleCommandSyntax simple => simple.Name?.Literal is "echo" or "printf" or "yes" or ":" or "true",
        ShellGroupSyntax group => group.Statements.All(static statement => statement.Pipelines.All(static pipe => pipe.Commands.All(CannotFail))),
        _ => false,
    };

    /// <summary>Whether a command fails when it is given nothing to read: grep, and those that check sums.</summary>
    public static bool FailsOnNothing(ShellCommandSyntax command) => command is ShellSimpleCommandSyntax { Name.Literal: { } name, Arguments: var arguments }
        && (name == "grep" || (name.EndsWith("sum", StringComparison.Ordinal) && arguments.Any(static argument => argument.Literal is "-c" or "--check")));

    private static bool IsSetBy(IEnumerable<string> words)
    {
        string before = "";
        foreach (string word in words)
        {
            if (word == "pipefail" && before is ['-', .., 'o'])
                return true;
            before = word;
        }

        return false;
    }
}
