using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// One ENV or LABEL sets many names. Instructions that stand apart, or below a comment of their own, are left alone,
/// and so is one that uses what those before it set: within one ENV it could not.
/// </summary>
internal sealed class ConsecutiveEnv() : Rule(
    new("DK1028", "ConsecutiveEnv", Severity.Style, Category.Style, Profiles.None, "Several ENV or LABEL follow each other.") { Fix = FixSafety.Unsafe }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        HashSet<string>? names = null;
        KeyValuesSyntax? before = null;
        foreach (InstructionSyntax instruction in stage.Instructions)
        {
            var current = instruction as KeyValuesSyntax;
            if (current is ArgSyntax or { Pairs.IsEmpty: true })
                current = null;
            if (current is null || before is null || current.Kind != before.Kind || !Adjoin(before, current, context) || (names is not null && Uses(current, names)))
                names?.Clear();
            else
                Report(before, current, context);
            foreach (KeyValueSyntax pair in current is EnvSyntax ? current.Pairs : [])
                (names ??= []).Add(pair.Name.Text);
            before = current;
        }
    }

    private static bool Uses(KeyValuesSyntax instruction, HashSet<string> names) =>
        instruction.Pairs.Any(pair => pair.Name.HasVariables || names.Contains(pair.Name.Text) || (pair.Value?.Variables ?? []).Any(variable => names.Contains(variable.Name)));

    /// <summary>Whether one begins on the line after the other.</summary>
    private static bool Adjoin(KeyValuesSyntax first, KeyValuesSyntax second, RuleContext context) =>
        context.Source.Lines.LineOf(second.Span.Start) == context.Source.Lines.LineOf(first.Span.End) + 1;

    private static void Report(KeyValuesSyntax before, KeyValuesSyntax current, RuleContext context)
    {
        SourceText source = context.Source;
        int lineEnd = source.Value.IndexOf('\n', before.Span.End);
        string end = source.Value[lineEnd - 1] == '\r' ? "\r\n" : "\n";
        string indent = new(' ', before.Keyword.Length + 1);
        var between = TextSpan.Between(before.Span.End, current.Pairs[0].Span.Start);
        bool isPlain = !before.IsLegacy && !current.IsLegacy
            && source.Slice(TextSpan.Between(before.Span.End, current.Span.Start)).IsWhiteSpace()
            && source.Slice(TextSpan.Between(current.KeywordSpan.End, between.End)).IsWhiteSpace();
        context.ReportFor(
            current,
            current.KeywordSpan,
            $"this {current.Keyword} can be part of the one above; write its pairs there",
            new RelatedLocation(before.KeywordSpan, "the one above"),
            isPlain ? new Fix("Join with the line above", IsSafe: false, [new TextEdit(between, $" {context.Model.Syntax.Escape}{end}{indent}")]) : null);
    }
}
