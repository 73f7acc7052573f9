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
    public string Of(int level) => options.UsesTabs ? new string('\t', level) : new string(' ', level * options.IndentSize);

    /// <summary>The end of a line that goes on and the start of the next one. The comments between them are kept.</summary>
    /// <param name="gap">What stands there now.</param>
    /// <param name="indent">The start of the next line, and of the comments.</param>
    public string Break(TextSpan gap, string indent)
    {
        var text = new StringBuilder(" ").Append(file.Escape).Append(lineEnd);
        for (int index = FirstComment(gap.Start); index < file.Comments.Length && file.Comments[index].Span.Start < gap.End; index++)
            text.Append(indent).Append(file.Source.Slice(file.Comments[index].Span).TrimEnd()).Append(lineEnd);
        return text.Append(indent).ToString();
    }

    /// <summary>The characters of a gap between two parts of an instruction that are neither white space nor ends of lines nor comments.</summary>
    public string ContentOf(TextSpan gap)
    {
        ReadOnlySpan<char> text = file.Source.Slice(gap);
        var content = new StringBuilder();
        int comment = FirstComment(gap.Start);
        for (int at = 0; at < text.Length; at++)
        {
            if (comment < file.Comments.Length && file.Comments[comment].Span.Start == gap.Start + at)
                at += file.Comments[comment++].Span.Length - 1;
            else if (text[at] != file.Escape && !char.IsWhiteSpace(text[at]))
                content.Append(text[at]);
        }

        return content.ToString();
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

    private int FirstComment(int offset)
    {
        int low = 0;
        int high = file.Comments.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (file.Comments[middle].Span.Start < offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
