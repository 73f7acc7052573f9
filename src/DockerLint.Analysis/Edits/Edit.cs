using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Edits;

/// <summary>The changes of a text that all fixes are made of.</summary>
internal static class Edit
{
    /// <summary>Puts a text in.</summary>
    public static TextEdit Insert(int offset, string text) => new(new TextSpan(offset, 0), text);

    /// <summary>Puts a text in the place of another.</summary>
    public static TextEdit Replace(TextSpan span, string text) => new(span, text);

    /// <summary>Takes a text out.</summary>
    public static TextEdit Delete(TextSpan span) => new(span, "");

    /// <summary>Takes out all lines that a span is on, with the line end after them.</summary>
    public static TextEdit DeleteLines(SourceText source, TextSpan span)
    {
        int start = source.Value.AsSpan(0, span.Start).LastIndexOf('\n') + 1;
        int lineEnd = source.Value.AsSpan(span.End).IndexOf('\n');
        return Delete(TextSpan.Between(start, lineEnd < 0 ? source.Length : span.End + lineEnd + 1));
    }

    /// <summary>How the line ends that an offset is on; as the one before where it is the last.</summary>
    public static string LineEndAt(SourceText source, int offset)
    {
        int end = source.Value.AsSpan(offset).IndexOf('\n');
        end = end < 0 ? source.Value.LastIndexOf('\n') : offset + end;
        return end > 0 && source.Value[end - 1] == '\r' ? "\r\n" : "\n";
    }

    /// <summary>The white space that the line starts with that an offset is on.</summary>
    public static string IndentAt(SourceText source, int offset)
    {
        int start = source.Value.AsSpan(0, offset).LastIndexOf('\n') + 1;
        ReadOnlySpan<char> line = source.Value.AsSpan(start);
        int length = line.IndexOfAnyExcept(' ', '\t');
        return length <= 0 ? "" : line[..length].ToString();
    }

    /// <summary>Whether a text stands in the file as it is read, not broken over lines and without quotes or escapes.</summary>
    public static bool IsVerbatim(SourceText source, TextSpan span, ReadOnlySpan<char> text) => source.Slice(span).SequenceEqual(text);
}
