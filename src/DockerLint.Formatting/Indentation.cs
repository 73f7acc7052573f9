using System.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting;

/// <summary>Breaks between the lines of an instruction.</summary>
/// <param name="file">The file.</param>
/// <param name="options">The style.</param>
/// <param name="lineEnd">What ends lines.</param>
internal sealed class Indentation(DockerfileSyntax file, FormatOptions options, string lineEnd)
{
    /// <summary>The style.</summary>
    public FormatOptions Options => options;

    /// <summary>The file.</summary>
    public DockerfileSyntax File => file;

    /// <summary>The start of a line.</summary>
    /// <param name="level">How deep it lies; 0 for an instruction's first line.</param>
    public string Of(int level) => options.UsesTabs == true ? new string('\t', level) : new string(' ', level * options.IndentSize);

    /// <summary>The end of a line that goes on and the start of the next one. The comments between them are kept.</summary>
    /// <param name="gap">What stands there now.</param>
    /// <param name="indent">The start of the next line, and of the comments.</param>
    public string Break(TextSpan gap, string indent) => $" {LineEnd(gap, indent)}{indent}";

    /// <summary>Such a break in an instruction whose lines lie as deep as their author has them.</summary>
    /// <param name="gap">What stands there now.</param>
    /// <param name="indent">The start of the next line where none begins there now.</param>
    public string OwnBreak(TextSpan gap, string indent)
    {
        int lineEnd = file.Source.Slice(gap).LastIndexOf('\n');
        return $" {LineEnd(gap, null)}{(lineEnd < 0 ? indent : OwnAt(gap.Start + lineEnd + 1))}";
    }

    /// <summary>Lays out the end of a line within a part, where every blank counts on both sides.</summary>
    /// <param name="gap">From the escape to the start of the next line that is no comment.</param>
    /// <param name="edits">Takes the edit.</param>
    public void KeepBlanks(TextSpan gap, EditList edits) => edits.Replace(gap, LineEnd(gap, null));

    /// <summary>The blanks that a line starts with.</summary>
    /// <param name="start">Where it starts.</param>
    public string OwnAt(int start)
    {
        string text = file.Source.Value;
        int end = start;
        while (end < text.Length && IsBlank(text[end]))
            end++;
        return text[start..end];
    }

    /// <summary>The place after the comments and the empty lines that follow the end of a line: the start of one that holds something else.</summary>
    /// <param name="start">The start of the line after it.</param>
    public int SkipComments(int start)
    {
        string text = file.Source.Value;
        int line = start;
        int comment = FirstComment(start);
        for (int at = start; at < text.Length; at++)
        {
            if (comment < file.Comments.Length && file.Comments[comment].Span.Start == at)
                at += file.Comments[comment++].Span.Length - 1;
            else if (text[at] == '\n')
                line = at + 1;
            else if (!char.IsWhiteSpace(text[at]))
                break;
        }

        return line;
    }

    /// <summary>The escape, the end of its line and the lines of the comments after it.</summary>
    /// <param name="gap">Where these stand.</param>
    /// <param name="indent">The start of the comments; null: as they have it.</param>
    private string LineEnd(TextSpan gap, string? indent)
    {
        var text = new StringBuilder().Append(file.Escape).Append(lineEnd);
        for (int index = FirstComment(gap.Start); index < file.Comments.Length && file.Comments[index].Span.Start < gap.End; index++)
        {
            TextSpan comment = file.Comments[index].Span;
            text.Append(indent ?? OwnAt(file.Source.Value.LastIndexOf('\n', comment.Start) + 1))
                .Append(file.Source.Slice(comment).TrimEnd())
                .Append(lineEnd);
        }

        return text.ToString();
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';

    /// <summary>
    /// The characters of a gap between two parts of an instruction that are neither blanks nor ends of lines nor
    /// comments. Other white space is among them: what a builder makes of it depends on where it stands.
    /// </summary>
    public string ContentOf(TextSpan gap)
    {
        ReadOnlySpan<char> text = file.Source.Slice(gap);
        var content = new StringBuilder();
        int comment = FirstComment(gap.Start);
        bool isReturned = false;
        for (int at = 0; at < text.Length; at++)
        {
            if (comment < file.Comments.Length && file.Comments[comment].Span.Start == gap.Start + at)
            {
                at += file.Comments[comment++].Span.Length - 1;
                continue;
            }

            // A carriage return belongs to the end of a line, or is white space like any other.
            if (isReturned && text[at] is not ('\r' or '\n'))
                content.Append('\r');
            isReturned = text[at] == '\r';
            if (text[at] is not ('\r' or '\n') && text[at] != file.Escape && !IsBlank(text[at]))
                content.Append(text[at]);
        }

        return isReturned ? content.Append('\r').ToString() : content.ToString();
    }

    /// <summary>Where the first character of such content stands; null where there is none.</summary>
    public int? FirstContent(TextSpan gap)
    {
        ReadOnlySpan<char> text = file.Source.Slice(gap);
        int comment = FirstComment(gap.Start);
        for (int at = 0; at < text.Length; at++)
        {
            if (comment < file.Comments.Length && file.Comments[comment].Span.Start == gap.Start + at)
                at += file.Comments[comment++].Span.Length - 1;
            else if (text[at] != file.Escape && !char.IsWhiteSpace(text[at]))
                return gap.Start + at;
        }

        return null;
    }

    private int FirstComment(int offset) =>
        Sorted.CountWhile(file.Comments.AsSpan(), offset, static (comment, offset) => comment.Span.Start < offset);
}
