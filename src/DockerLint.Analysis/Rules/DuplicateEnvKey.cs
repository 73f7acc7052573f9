using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// All pairs of an instruction are set at once, and of two with the same name the last one counts. Of labels that is
/// so in the whole stage, since nothing reads one before the end.
/// </summary>
internal sealed class DuplicateEnvKey() : Rule(
    new("DK1026", "DuplicateEnvKey", Severity.Warning, Category.Correctness, Profiles.Recommended, "ENV or LABEL sets a name that is set again before anything can read it.") { Fix = FixSafety.Safe }),
    IVisit<Stage>
{
    public void Visit(Stage stage, RuleContext context)
    {
        Dictionary<string, KeyValueSyntax> labels = new(StringComparer.Ordinal);
        for (int index = stage.Instructions.Length - 1; index >= 0; index--)
        {
            if (stage.Instructions[index] is LabelSyntax label)
                Check(label, labels, context);
            else if (stage.Instructions[index] is EnvSyntax { Pairs.Length: > 1 } env)
                Check(env, new Dictionary<string, KeyValueSyntax>(StringComparer.Ordinal), context);
        }
    }

    /// <param name="instruction">The instruction, its last pair first.</param>
    /// <param name="next">What is set after it, to which its own are added.</param>
    /// <param name="context">Where to say it.</param>
    private static void Check(KeyValuesSyntax instruction, Dictionary<string, KeyValueSyntax> next, RuleContext context)
    {
        for (int index = instruction.Pairs.Length - 1; index >= 0; index--)
        {
            KeyValueSyntax pair = instruction.Pairs[index];
            string name = context.Model.ValueOf(pair.Name);
            if (next.TryGetValue(name, out KeyValueSyntax? other))
            {
                context.ReportFor(
                    instruction,
                    pair.Span,
                    $"'{name}' is set again before anything reads this value; remove one of the two",
                    new RelatedLocation(other.Span, "the value that counts"),
                    FixFor(instruction, index, context));
            }

            next[name] = pair;
        }
    }

    /// <summary>Takes a pair out, with the white space up to its neighbour; null where a comment would go with it, or nothing be left.</summary>
    private static Fix? FixFor(KeyValuesSyntax instruction, int index, RuleContext context)
    {
        ImmutableArray<KeyValueSyntax> pairs = instruction.Pairs;
        if (pairs.Length == 1)
            return null;
        TextSpan removed = index + 1 < pairs.Length
            ? TextSpan.Between(pairs[index].Span.Start, pairs[index + 1].Span.Start)
            : TextSpan.Between(pairs[index - 1].Span.End, pairs[index].Span.End);
        return context.Model.Syntax.CommentFrom(removed.Start) is { } comment && removed.Contains(comment.Span)
            ? null
            : new Fix($"Remove '{pairs[index].Name.Text}'", IsSafe: true, [new TextEdit(removed, "")]);
    }
}
