using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Without <c>=</c> the rest of the line is one value, which reads like several.</summary>
internal sealed class LegacyKeyValueFormat() : Rule(
    new("DK1010", "LegacyKeyValueFormat", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.BuildKit, "ENV or LABEL is written without an equals sign.")),
    IVisit<KeyValuesSyntax>
{
    public void Visit(KeyValuesSyntax instruction, RuleContext context)
    {
        if (instruction is { IsLegacy: true, Pairs: [{ Value: not null } pair] })
        {
            context.Report(
                pair.Span,
                $"'{instruction.Keyword} name value' is the old form; write {instruction.Keyword} {pair.Name.Text}=…");
        }
    }
}
