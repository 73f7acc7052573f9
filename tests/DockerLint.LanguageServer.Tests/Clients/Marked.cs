using System.Text;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Tests;

/// <summary>A text with marks: <c>¦</c> where the cursor is, <c>«…»</c> around what is to be found.</summary>
internal sealed record Marked(string Text, int Cursor, IReadOnlyList<TextSpan> Spans)
{
    /// <summary>Takes the marks out of a text.</summary>
    public static Marked Of(string marked)
    {
        var text = new StringBuilder();
        List<TextSpan> spans = [];
        int cursor = -1;
        int start = 0;
        foreach (char c in marked)
        {
            if (c == '¦')
                cursor = text.Length;
            else if (c == '«')
                start = text.Length;
            else if (c == '»')
                spans.Add(TextSpan.Between(start, text.Length));
            else
                text.Append(c);
        }

        return new Marked(text.ToString(), cursor, spans);
    }

    /// <summary>A text with marks around parts of it.</summary>
    public static string Show(Document document, IEnumerable<LspRange> ranges)
    {
        string text = document.Source.Value;
        foreach (LspRange range in ranges.Distinct().OrderByDescending(range => document.Lines.OffsetAt(range.Start)))
        {
            TextSpan span = document.Lines.SpanOf(range);
            text = $"{text[..span.Start]}«{text[span.Start..span.End]}»{text[span.End..]}";
        }

        return text;
    }

    /// <summary>The place of the cursor.</summary>
    public LspPosition PositionIn(Document document) => document.Lines.PositionAt(Cursor);
}

/// <summary>A workspace with files, some of them open.</summary>
internal sealed class TestWorkspace
{
    public TestWorkspace(params (string Path, string Text)[] files)
        : this(files, [.. files.Select(static file => file.Path)])
    {
    }

    public TestWorkspace((string Path, string Text)[] files, string[] open)
    {
        Host = MemoryHost.With(files);
        State = WorkspaceState.Of(Host, ["/project"], ClientSettings.Empty, PositionEncoding.Utf16);
        foreach (string path in open)
            State = State.Open(new DocumentItem(DocumentUri.Of(path), "", 1, Host.Texts[path]));
    }

    public MemoryHost Host { get; }

    public WorkspaceState State { get; }

    public Names.WorkspaceNames Names { get; } = new();

    public Document this[string path] => State.Read(path)!;
}
