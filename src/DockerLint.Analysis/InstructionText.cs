using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>Looks for settings in what an instruction hands on: words, scripts and here-documents alike.</summary>
internal static class InstructionText
{
    /// <summary>Where a text stands in an instruction, in any case; not in the comments between its lines.</summary>
    public static IEnumerable<TextSpan> Find(InstructionSyntax instruction, string text, RuleContext context)
    {
        string source = context.Source.Value;
        int end = instruction.Extent.End;
        for (int at = instruction.Span.Start; at < end; at += text.Length)
        {
            at = source.IndexOf(text, at, end - at, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                yield break;
            var span = new TextSpan(at, text.Length);
            if (!context.Model.Syntax.Comments.Any(comment => comment.Span.Contains(span)))
                yield return span;
        }
    }
}
