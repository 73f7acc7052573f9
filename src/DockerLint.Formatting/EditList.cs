using System.Collections.Immutable;
using System.Text;
using DockerLint.Syntax.Text;

namespace DockerLint.Formatting;

/// <summary>Collects the edits of a file; what they would not change is no edit.</summary>
internal sealed class EditList(SourceText source)
{
    private readonly List<TextEdit> _edits = [];

    /// <summary>The text that is edited.</summary>
    public SourceText Source => source;

    /// <summary>Puts a text in the place of a span.</summary>
    public void Replace(TextSpan span, string text)
    {
        if (!source.Slice(span).SequenceEqual(text))
            _edits.Add(new TextEdit(span, text));
    }

    /// <summary>The edits in order.</summary>
    public ImmutableArray<TextEdit> InOrder() => [.. _edits.OrderBy(static edit => edit.Span)];

    /// <summary>The text with edits made.</summary>
    public static SourceText Apply(SourceText source, ImmutableArray<TextEdit> edits)
    {
        if (edits.IsEmpty)
            return source;
        var text = new StringBuilder(source.Length);
        int end = 0;
        foreach (TextEdit edit in edits)
        {
            text.Append(source.Slice(TextSpan.Between(end, edit.Span.Start))).Append(edit.NewText);
            end = edit.Span.End;
        }

        return new SourceText(text.Append(source.Slice(TextSpan.Between(end, source.Length))).ToString());
    }
}
