using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis;

/// <summary>Looks for settings in what an instruction hands on: words, scripts and here-documents alike.</summary>
internal static class InstructionText
{
    /// <summary>Where a text stands in an instruction, in any case; not in the comments between its lines.</summary>
    public static IReadOnlyList<TextSpan> Find(InstructionSyntax instruction, AnyCaseText text, RuleContext context)
    {
        List<TextSpan>? found = null;
        int start = instruction.Span.Start;
        ReadOnlySpan<char> source = context.Source.Slice(TextSpan.Between(start, instruction.Extent.End));
        while (text.IndexIn(source) is >= 0 and int at)
        {
            var span = new TextSpan(start + at, text.Length);
            if (context.Model.Syntax.CommentFrom(span.End)?.Span.Contains(span) is not true)
                (found ??= []).Add(span);
            start = span.End;
            source = source[(at + text.Length)..];
        }

        return found ?? (IReadOnlyList<TextSpan>)[];
    }
}
