using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A comment that suppresses nothing hides the next finding of that rule. All names in such comments are reported here;
/// the engine, which knows what they suppressed, leaves out those that are of use.
/// </summary>
internal sealed class UnusedSuppression() : Rule(
    new("DK1031", "UnusedSuppression", Severity.Style, Category.Style, Profiles.None, "A comment suppresses findings that are not there.") { Fix = FixSafety.Safe }),
    IVisit<DockerfileModel>,
    IVisit<ImageDocument>
{
    public void Visit(DockerfileModel file, RuleContext context) => Report(SuppressedName.In(file.Syntax), context);

    public void Visit(ImageDocument file, RuleContext context) => Report(SuppressedName.In(file), context);

    private static void Report(IEnumerable<SuppressedName> names, RuleContext context)
    {
        foreach (SuppressedName name in names)
        {
            // Other tools may know rules that we do not.
            if (name.Rule is null && name.Origin != SuppressionOrigin.DockerLint)
                continue;
            string? nearest = name.Rule is null ? RuleCatalog.Nearest(name.Text) : null;
            context.ReportFor(name.Below, name.Span, MessageFor(name, nearest), fix: FixOf(name, nearest));
        }
    }

    /// <summary>What was meant is a guess, so that it takes a person to decide.</summary>
    private static Fix? FixOf(SuppressedName name, string? nearest)
    {
        if (nearest is not null)
            return new Fix($"Write {nearest}", IsSafe: false, [new TextEdit(name.Span, nearest)]);
        return name.Removal is { } removal
            ? new Fix(name.Text.Length == 0 ? "Remove the comment" : $"Remove {name.Text}", IsSafe: true, [removal])
            : null;
    }

    private static string MessageFor(SuppressedName name, string? nearest)
    {
        if (name.Rule is not null)
            return $"nothing here is a finding of {name.Text}; remove it, or it hides the next one";
        if (name.Text.Length == 0)
            return "this comment names no rule; write # dockerlint ignore=RULE, or remove it";
        return nearest is null
            ? $"no rule is called '{name.Text}'; remove it"
            : $"no rule is called '{name.Text}'; did you mean '{nearest}'?";
    }
}
