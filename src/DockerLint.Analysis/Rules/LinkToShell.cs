using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The packages of a distribution rely on its own /bin/sh. SHELL changes what runs the instructions, and nothing else.</summary>
internal sealed class LinkToShell() : Rule(
    new("DL4005", "LinkToShell", Severity.Warning, Category.Correctness, Profiles.Hadolint, "A link is put in the place of /bin/sh.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, "ln"),
    IVisit<Invocation>
{
    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "ln" && command.Operands is [_, .., { Text: "/bin/sh" or "/usr/bin/sh" } link])
            context.Report(link.Span, "scripts of packages rely on the /bin/sh that was there; change the shell with SHELL", fix: FixOf(link, context));
    }

    /// <summary>Where the RUN does nothing else, SHELL can take its place.</summary>
    private static Fix? FixOf(CommandWord link, RuleContext context)
    {
        if (context.Stage.Instructions[context.Index] is not RunSyntax { Flags.IsEmpty: true, Heredocs.IsEmpty: true, Script.Errors.IsEmpty: true } run
            || context.Source.Slice(run.Span).ContainsAny('#', '|', ';'))
        {
            return null;
        }

        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        if (commands[^1].Operands is not [{ Text: ['/', ..] shell }, var last] || last.Span != link.Span || JsonForm.Quote(shell).Contains('\\', StringComparison.Ordinal))
            return null;
        if (commands[^1].Program != "ln" || commands[..^1].Any(static command => command.Program != "rm" || command.Operands is not [{ Text: "/bin/sh" or "/usr/bin/sh" }]))
            return null;
        return new Fix("Set SHELL instead", IsSafe: false, [Edit.Replace(run.Span, $"{InstructionEdits.InCaseOf(run, "SHELL")} [{JsonForm.Quote(shell)}, \"-c\"]")]);
    }
}
