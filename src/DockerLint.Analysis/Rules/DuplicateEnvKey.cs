using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// All pairs of an instruction are set at once, and of two with the same name the last one counts. Of labels that is
/// so in the whole stage, since nothing reads one before the end.
/// </summary>
internal sealed class DuplicateEnvKey() : Rule(
    new("DK1026", "DuplicateEnvKey", Severity.Warning, Category.Correctness, Profiles.Recommended, "ENV or LABEL sets a name that is set again before anything can read it.") { Fix = FixSafety.Safe }),
    IVisit<KeyValuesSyntax>
{
    public void Visit(KeyValuesSyntax instruction, RuleContext context)
    {
        if (instruction is ArgSyntax)
            return;
        ImmutableArray<KeyValueSyntax> pairs = instruction.Pairs;
        for (int index = 0; index < pairs.Length; index++)
        {
            if (index == pairs.Length - 1 && instruction is not LabelSyntax)
                break;
            string name = context.Model.ValueOf(pairs[index].Name);
            KeyValueSyntax? next = pairs.Skip(index + 1).Concat(instruction is LabelSyntax ? LaterLabels(context) : [])
                .FirstOrDefault(other => context.Model.ValueOf(other.Name) == name);
            if (next is not null)
            {
                context.Report(
                    pairs[index].Span,
                    $"'{name}' is set again before anything reads this value; remove one of the two",
                    new RelatedLocation(next.Span, "the value that counts"),
                    fix: FixFor(instruction, index, context));
            }
        }
    }

    private static IEnumerable<KeyValueSyntax> LaterLabels(RuleContext context) =>
        context.Stage.Instructions.Skip(context.Index + 1).OfType<LabelSyntax>().SelectMany(static label => label.Pairs);

    /// <summary>Takes a pair out, with the white space up to its neighbour; null where a comment would go with it, or nothing be left.</summary>
    private static Fix? FixFor(KeyValuesSyntax instruction, int index, RuleContext context)
    {
        ImmutableArray<KeyValueSyntax> pairs = instruction.Pairs;
        if (pairs.Length == 1)
            return null;
        TextSpan removed = index + 1 < pairs.Length
            ? TextSpan.Between(pairs[index].Span.Start, pairs[index + 1].Span.Start)
            : TextSpan.Between(pairs[index - 1].Span.End, pairs[index].Span.End);
        return context.Model.Syntax.Comments.Any(comment => removed.Contains(comment.Span))
            ? null
            : new Fix($"Remove '{pairs[index].Name.Text}'", IsSafe: true, [new TextEdit(removed, "")]);
    }
}
