using DockerLint.Analysis.Configuration;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A rule on the values of labels that the schema has a kind for. Of a value with a variable that has none nothing is
/// known.
/// </summary>
/// <param name="info">What is known of the rule.</param>
/// <param name="kind">The kind; null for labels of every kind.</param>
/// <param name="isValid">Whether a value is right.</param>
/// <param name="advice">What is wrong with one that is not; what to do.</param>
internal abstract class LabelValueRule(RuleInfo info, LabelKind? kind, Func<string, bool> isValid, string advice) : Rule(info),
    IVisit<LabelSyntax>
{
    public void Visit(LabelSyntax label, RuleContext context)
    {
        foreach (KeyValueSyntax pair in label.Pairs)
        {
            string key = context.Model.ValueOf(pair.Name);
            if (pair.Value is not { } word
                || !context.Policy.Labels.TryGetValue(key, out LabelKind asked)
                || (kind ?? asked) != asked
                || Paths.IsUnknown(word, context.Model))
            {
                continue;
            }

            string value = context.Model.ValueOf(word);
            if (!isValid(value))
                context.Report(value.Length == 0 ? pair.Span : word.Span, $"the label '{key}' is {(value.Length == 0 ? "empty" : $"'{value}'")}{advice}");
        }
    }
}
