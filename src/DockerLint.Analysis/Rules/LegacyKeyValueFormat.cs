using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Without <c>=</c> the rest of the line is one value, which reads like several.</summary>
internal sealed class LegacyKeyValueFormat() : Rule(
    new("DK1010", "LegacyKeyValueFormat", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.BuildKit, "ENV or LABEL is written without an equals sign.") { Fix = FixSafety.Safe }),
    IVisit<KeyValuesSyntax>
{
    public void Visit(KeyValuesSyntax instruction, RuleContext context)
    {
        if (instruction is { IsLegacy: true, Pairs: [{ Value: not null } pair] })
        {
            context.Report(
                pair.Span,
                $"'{instruction.Keyword} name value' is the old form; write {instruction.Keyword} {pair.Name.Text}=…",
                fix: FixOf(pair, pair.Value, context));
        }
    }

    private static Fix? FixOf(KeyValueSyntax pair, WordSyntax value, RuleContext context)
    {
        char escape = context.Model.Syntax.Escape;
        TextSpan between = TextSpan.Between(pair.Name.Span.End, value.Span.Start);
        if (pair.Name.Text.AsSpan().ContainsAny('"', '\'', escape)
            || context.Source.Slice(between).Contains('#')
            || context.Model.ExpansionOf(value) is { Error: not null }
            || ValueEdits.OneWord(value, escape) is not { } edits)
        {
            return null;
        }

        return new Fix("Write name=value", IsSafe: true, [Edit.Replace(between, "="), .. edits]);
    }
}
