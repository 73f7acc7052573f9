using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// WORKDIR holds for all that follows and is seen at a glance. It cannot stand in for a <c>cd</c> in a subshell, a
/// function or a loop, nor for one to a folder that only the script knows.
/// </summary>
internal sealed class UseWorkdir() : Rule(
    new("DL3003", "UseWorkdir", Severity.Warning, Category.Style, Profiles.Hadolint, "A RUN changes the working directory with cd.") { Fix = FixSafety.Unsafe }, "cd"),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        foreach (Invocation command in context.ProgramsOf(run))
        {
            if (command.Program == "cd"
                && command.Operands is not [{ IsStatic: false } or { Text: "-" }]
                && !IsConfined(command, run, context))
            {
                context.Report(command.Name.Span, "'cd' changes the folder for this RUN only, out of sight; use WORKDIR", fix: command.Command == run.Script?.Commands[0] ? RunEdits.SetWorkdir(run, context) : null);
            }
        }
    }

    private static bool IsConfined(Invocation cd, RunSyntax run, RuleContext context)
    {
        if (context.ScriptOf(run) is not { } script)
            return false;
        foreach (ShellSite site in script.Commands("cd"))
        {
            for (ShellSite? around = site.Node == cd.Command ? site.Parent : null; around is not null; around = around.Parent)
            {
                if (Confines(around.Node))
                    return true;
            }
        }

        return false;
    }

    private static bool Confines(ShellNode node) =>
        node is ShellGroupSyntax { IsSubshell: true } or ShellLoopSyntax or ShellFunctionSyntax or ShellSubstitutionSyntax;
}
