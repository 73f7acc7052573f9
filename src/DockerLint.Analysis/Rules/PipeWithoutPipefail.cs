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
    new("DL4006", "PipeWithoutPipefail", Severity.Warning, Category.Correctness, Profiles.Hadolint, "A pipe hides the failure of all commands but its last.") { Fix = FixSafety.Unsafe }),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        if (!Pipefail.IsSet(context.State) && Shells.KindOf(run, context.State) == ShellKind.Posix && Pipefail.PipeIn(run.Script, commands) is { } pipe)
            Report(pipe, context, FixOf(run, context));
        foreach (Invocation command in commands)
        {
            if (command.Script is not null && !Pipefail.IsSetBy(command) && Pipefail.PipeIn(command.Script, commands) is { } inner)
                Report(inner, context, null);
        }
    }

    private static void Report(ShellPipelineSyntax pipe, RuleContext context, Fix? fix) =>
        context.Report(pipe.Operators[0].Span, "the build goes on when what is left of this pipe fails; set SHELL with -o pipefail", fix: fix, isForPeers: pipe.Commands[..^1].All(Pipefail.CannotFail) || Pipefail.FailsOnNothing(pipe.Commands[^1]));

    /// <summary>One SHELL serves all that follows, so only the first RUN with a pipe gets one.</summary>
    private static Fix? FixOf(RunSyntax run, RuleContext context) =>
        context.State.Shell is { } shell ? PipefailEdits.InShell(shell)
        : Pipefail.IsMissingBefore(context) ? null
        : PipefailEdits.Before(run, context.Stage, context);
}
