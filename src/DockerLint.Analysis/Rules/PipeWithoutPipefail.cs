using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using System.Collections.Immutable;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// SHELL with bash, zsh or ash and <c>-o pipefail</c> stops the build, and so does <c>set -o pipefail</c> in the script
/// before the pipe: a shell that does not know it refuses it. SHELL holds for stages that start from this one too.
/// </summary>
internal sealed class PipeWithoutPipefail() : Rule(
    new("DL4006", "PipeWithoutPipefail", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A pipe hides the failure of all commands but its last.")),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        bool isSet = context.State.Shell is { JsonWords: [var program, .. var words] }
            && program.Text[(program.Text.LastIndexOf('/') + 1)..] is "bash" or "zsh" or "ash"
            && SetsPipefail(words.Select(static word => word.Text));
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        if (!isSet && Shells.KindOf(run, context.State) == ShellKind.Posix)
            Check(run.Script, commands, context);
        foreach (Invocation command in commands)
        {
            if (command.Script is { } script && !SetsPipefail(command.Words.Select(static word => word.Text)))
                Check(script, commands, context);
        }
    }

    private static void Check(ShellScriptSyntax? script, ImmutableArray<Invocation> commands, RuleContext context)
    {
        if (script?.Characters.Contains('|') != true)
            return;
        ShellPipelineSyntax? pipe = script.DescendantsAndSelf().OfType<ShellPipelineSyntax>().FirstOrDefault(static pipeline => pipeline.Commands.Length > 1);
        if (pipe is null || commands.Any(command => IsBefore(command, pipe)))
            return;
        context.Report(pipe.Operators[0].Span, "the build goes on when what is left of this pipe fails; set SHELL with -o pipefail");
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
