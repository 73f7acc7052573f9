using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// <c>export x=$(command)</c> succeeds whatever the command does, so that neither <c>set -e</c> nor <c>&amp;&amp;</c>
/// stops the build. Not reported where a default or an expression stands around the substitution.
/// </summary>
internal sealed class MaskedStatus() : ShellCommandRule(
    "SC2155", "MaskedStatus", Severity.Warning, Category.Correctness, "A declaration hides the exit status of the command that gives the value.", FixSafety.Unsafe, "export", "readonly", "local", "declare", "typeset")
{
    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        string name = node.Name!.Literal!;
        if (name == "local" && HasOption(node, "-r"))
            return;
        foreach (ShellWordSyntax argument in node.Arguments)
        {
            int length = ShellNames.AssignedBy(argument).Length;
            if (length > 0 && RunsCommand(argument))
            {
                context.Report(
                    argument.LogicalText.ToSource(argument.LogicalSpan with { Length = length }),
                    $"'{name}' hides whether the command succeeded; assign first, then {name}",
                    fix: FixOf(node, argument, length, site, script, context));
            }
        }
    }

    /// <summary>Under errexit a statement of its own stops the script, and what <c>&amp;&amp;</c> follows does not.</summary>
    private static Fix? FixOf(ShellSimpleCommandSyntax node, ShellWordSyntax argument, int length, ShellSite site, ShellScript script, RuleContext context)
    {
        TextSpan start = TextSpan.Between(node.Span.Start, argument.Span.Start);
        string name = node.Name!.Literal!;
        string join = script.EndsOnError && ShellEdits.IsStatement(site) && !Conditions.IsChecked(site) ? ";" : " &&";
        return name is "export" or "readonly"
            && node is { Assignments.IsEmpty: true, Redirections.IsEmpty: true, Arguments.Length: 1 }
            && argument.Characters[length] == '='
            && ShellEdits.StandsAlone(site, followsAnd: true)
            && !context.Source.Slice(start).Contains('\n')
                ? new Fix($"Assign first, then {name}", IsSafe: false, [Edit.Delete(start), Edit.Insert(argument.Span.End, $"{join} {name} {argument.Characters[..length]}")])
                : null;
    }

    private static bool HasOption(ShellSimpleCommandSyntax command, string option) =>
        command.Arguments.Any(argument => argument.Literal == option);

    private static bool RunsCommand(ShellWordSyntax word) => word.Literal is null && word.Parts.Any(static part =>
        part is ShellCommandSubstitutionSyntax
        || (part is ShellDoubleQuotedSyntax quoted && quoted.Parts.Any(static inner => inner is ShellCommandSubstitutionSyntax)));
}
