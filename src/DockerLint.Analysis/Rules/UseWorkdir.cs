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
        HashSet<ShellNode>? confined = null;
        foreach (Invocation command in context.ProgramsOf(run))
        {
            if (command.Program == "cd"
                && command.Operands is not [{ IsStatic: false } or { Text: "-" }]
                && !(command.Command is { } cd && (confined ??= ConfinedIn(context.ScriptOf(run))).Contains(cd)))
            {
                context.Report(command.Name.Span, "'cd' changes the folder for this RUN only, out of sight; use WORKDIR", fix: command.Command == run.Script?.Commands[0] ? RunEdits.SetWorkdir(run, context) : null);
            }
        }
    }

    /// <summary>The <c>cd</c>s of a script that WORKDIR cannot stand in for.</summary>
    private static HashSet<ShellNode> ConfinedIn(ShellScript? script)
    {
        HashSet<ShellNode> confined = [];
        foreach (ShellSite site in script?.Commands("cd") ?? default)
        {
            for (ShellSite? around = site.Parent; around is not null; around = around.Parent)
            {
                if (Confines(around.Node))
                {
                    confined.Add(site.Node);
                    break;
                }
            }
        }

        return confined;
    }

    private static bool Confines(ShellNode node) =>
        node is ShellGroupSyntax { IsSubshell: true } or ShellLoopSyntax or ShellFunctionSyntax or ShellSubstitutionSyntax;
}
