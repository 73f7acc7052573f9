using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// WORKDIR holds for all that follows and is seen at a glance. It cannot stand in for a <c>cd</c> in a subshell, a
/// function or a loop, nor for one to a folder that only the script knows.
/// </summary>
internal sealed class UseWorkdir() : Rule(
    new("DL3003", "UseWorkdir", Severity.Warning, Category.Style, Profiles.Hadolint, "A RUN changes the working directory with cd.") { Fix = FixSafety.Unsafe }),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        foreach (Invocation command in context.ProgramsOf(run))
        {
            if (command.Program == "cd"
                && command.Operands is not [{ IsStatic: false } or { Text: "-" }]
                && !(run.Script is { } script && IsConfined(command.Name.Span, script)))
            {
                context.Report(command.Name.Span, "'cd' changes the folder for this RUN only, out of sight; use WORKDIR", fix: command.Command == run.Script?.Commands[0] ? RunEdits.SetWorkdir(run, context) : null);
            }
        }
    }

    private static bool IsConfined(TextSpan cd, ShellNode node) =>
        Confines(node) || node.Children.Any(child => child.Span.Contains(cd) && IsConfined(cd, child));

    private static bool Confines(ShellNode node) =>
        node is ShellGroupSyntax { IsSubshell: true } or ShellLoopSyntax or ShellFunctionSyntax or ShellSubstitutionSyntax;
}
