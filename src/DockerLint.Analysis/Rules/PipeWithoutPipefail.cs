using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// SHELL with bash, zsh or ash and <c>-o pipefail</c> stops the build, and so does <c>set -o pipefail</c> in the script
/// before the pipe: a shell that does not know it refuses it. SHELL holds for stages that start from this one too.
/// </summary>
internal sealed class PipeWithoutPipefail() : Rule(
    new("DL4006", "PipeWithoutPipefail", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A pipe hides the failure of all commands but its last.") { Fix = FixSafety.Unsafe }),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        bool isSet = context.State.Shell is { JsonWords: [var program, .. var words] }
            && program.Text[(program.Text.LastIndexOf('/') + 1)..] is "bash" or "zsh" or "ash"
            && SetsPipefail(words.Select(static word => word.Text));
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        if (!isSet && Shells.KindOf(run, context.State) == ShellKind.Posix)
            Check(run.Script, commands, context, FixOf(run, context));
        foreach (Invocation command in commands)
        {
            if (!SetsPipefail(command.Words.Select(static word => word.Text)))
                Check(command.Script, commands, context, null);
        }
    }

    private static void Check(ShellScriptSyntax? script, ImmutableArray<Invocation> commands, RuleContext context, Fix? fix)
    {
        if (PipeIn(script, commands) is { } pipe)
            context.Report(pipe.Operators[0].Span, "the build goes on when what is left of this pipe fails; set SHELL with -o pipefail", fix: fix);
    }

    /// <summary>The first pipe of a script, where the script itself does not set pipefail before it.</summary>
    private static ShellPipelineSyntax? PipeIn(ShellScriptSyntax? script, ImmutableArray<Invocation> commands) =>
        script?.DescendantsAndSelf().OfType<ShellPipelineSyntax>().FirstOrDefault(static pipeline => pipeline.Commands.Length > 1) is { } pipe
        && !commands.Any(command => IsBefore(command, pipe))
            ? pipe
            : null;

    /// <summary>One SHELL serves all that follows, so only the first RUN with a pipe gets one.</summary>
    private static Fix? FixOf(RunSyntax run, RuleContext context)
    {
        if (context.State.Shell is { } shell)
            return PipefailEdits.InShell(shell);
        for (Stage? stage = context.Stage; stage is not null; stage = stage.Parent)
        {
            for (int index = (stage == context.Stage ? context.Index : stage.Instructions.Length) - 1; index >= 0; index--)
            {
                if (stage.Instructions[index] is RunSyntax earlier && PipeIn(earlier.Script, context.ProgramsOf(earlier, stage.States[index])) is not null)
                    return null;
            }
        }

        return PipefailEdits.Before(run, context.Stage, context);
    }

    private static bool IsBefore(Invocation command, ShellPipelineSyntax pipe) =>
        command.Program == "set" && command.Name.Span.Start < pipe.Span.Start && SetsPipefail(command.Words.Select(static word => word.Text));

    /// <summary>Whether <c>pipefail</c> follows an option that ends in <c>o</c>.</summary>
    private static bool SetsPipefail(IEnumerable<string> words)
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
