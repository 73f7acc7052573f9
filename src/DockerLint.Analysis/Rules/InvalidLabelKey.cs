using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Docker's guidelines for label keys: lower-case letters, digits, <c>.</c>, <c>-</c>, <c>_</c> and <c>/</c>, from a
/// letter to a letter or digit, no <c>..</c> or <c>--</c>, and no name of Docker's own. Quotes around a key do not count.
/// </summary>
internal sealed class InvalidLabelKey() : Rule(
    new("DL3048", "InvalidLabelKey", Severity.Style, Category.Style, Profiles.Hadolint, "A label key is not as Docker's guidelines ask.") { Fix = FixSafety.Unsafe }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        Dictionary<string, int>? counts = null;
        foreach (LabelSyntax label in stage.Instructions.OfType<LabelSyntax>())
        {
            foreach (KeyValueSyntax pair in label.Pairs)
            {
                string key = Paths.IsUnknown(pair.Name, context.Model) ? pair.Name.Text : context.Model.ValueOf(pair.Name);
                if (WhatIsWrong(key) is { } reason)
                    context.ReportFor(label, pair.Name.Span, $"the label key '{key}' {reason}", fix: FixOf(pair, counts ??= CountsIn(stage), context));
            }
        }
    }

    /// <summary>How many labels of a stage have each key, in any case.</summary>
    private static Dictionary<string, int> CountsIn(Stage stage) => stage.Instructions.OfType<LabelSyntax>()
        .SelectMany(static label => label.Pairs)
        .GroupBy(static pair => pair.Name.Text, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Lower case, where that is all there is to do and no other label gets the same key.</summary>
    private static Fix? FixOf(KeyValueSyntax pair, Dictionary<string, int> counts, RuleContext context)
    {
        string lower = pair.Name.Text.ToLowerInvariant();
        return lower == pair.Name.Text
            || WhatIsWrong(lower) is not null
            || !Edit.IsVerbatim(context.Source, pair.Name.Span, pair.Name.Text)
            || counts.GetValueOrDefault(lower) > (pair.Name.Text.Equals(lower, StringComparison.OrdinalIgnoreCase) ? 1 : 0)
            ? null
            : new Fix("Write it in lower case", IsSafe: false, [Edit.Replace(pair.Name.Span, lower)]);
    }

    private static string? WhatIsWrong(string key) => key switch
    {
        "" => "is empty; name the label",
        _ when key.Any(char.IsAsciiLetterUpper) => $"is not all lower case; write '{key.ToLowerInvariant()}'",
        _ when !key.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_' or '/') =>
            "has other characters than a-z, 0-9, '.', '-', '_' and '/'; leave them out",
        _ when !char.IsAsciiLetterLower(key[0]) => "does not start with a letter; let it do so",
        _ when !char.IsAsciiLetterLower(key[^1]) && !char.IsAsciiDigit(key[^1]) => "does not end with a letter or digit; let it do so",
        _ when key.Contains("..", StringComparison.Ordinal) || key.Contains("--", StringComparison.Ordinal) => "has two separators in a row; leave one out",
        _ when key.Split('.') is ["com" or "io", "docker", _, ..] or ["org", "dockerproject", _, ..] => "is of a name that Docker keeps for itself; use a domain of your own",
        _ => null,
    };
}
