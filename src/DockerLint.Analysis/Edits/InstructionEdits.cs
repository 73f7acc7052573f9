using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Edits;

/// <summary>Changes of whole instructions.</summary>
internal static class InstructionEdits
{
    /// <summary>Gives an instruction another keyword.</summary>
    /// <returns>Null where the keyword is broken over lines.</returns>
    public static TextEdit? Keyword(InstructionSyntax instruction, string keyword, SourceText source) =>
        Edit.IsVerbatim(source, instruction.KeywordSpan, instruction.Keyword) ? Edit.Replace(instruction.KeywordSpan, keyword) : null;

    /// <summary>A keyword in the case of the one that it takes the place of.</summary>
    public static string InCaseOf(InstructionSyntax instruction, string keyword) =>
        instruction.Keyword == instruction.Keyword.ToLowerInvariant() ? keyword.ToLowerInvariant() : keyword;

    /// <summary>Takes out an instruction that has no effect; the comments around it stay.</summary>
    public static Fix Delete(InstructionSyntax instruction, SourceText source) => new(
        $"Delete the {instruction.Keyword} that has no effect", IsSafe: true, [Edit.DeleteLines(source, instruction.Extent)]);

    /// <summary>Takes the blank lines out of a continued instruction.</summary>
    public static Fix? DeleteBlankLines(InstructionSyntax instruction, SourceText source)
    {
        int first = source.Lines.LineOf(instruction.Extent.Start);
        int last = source.Lines.LineOf(instruction.LastLine.Start);
        TextEdit[] edits = [.. Enumerable.Range(first, last - first + 1)
            .Select(source.Lines.SpanOf)
            .Where(line => source.Slice(line).IsWhiteSpace())
            .Select(line => Edit.DeleteLines(source, line))
            .Where(static edit => edit.Span.Length > 0)];
        return edits.Length == 0 ? null : new Fix("Delete the blank lines", IsSafe: true, [.. edits]);
    }
}
