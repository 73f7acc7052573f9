using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Syntax.Text;

namespace DockerLint.LanguageServer.Features;

/// <summary>Writes changes of documents.</summary>
internal static class TextChanges
{
    /// <summary>Changes of one document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="edits">The changes, none overlapping another.</param>
    /// <param name="client">What the client can do.</param>
    public static WorkspaceEdit Of(Document document, IEnumerable<TextEdit> edits, ClientCapabilities client) =>
        Of([(document, edits, document.Item.Version)], client);

    /// <summary>Changes of several documents.</summary>
    /// <param name="changes">The documents and the changes of each, none overlapping another.</param>
    /// <param name="workspace">What is open: documents that are not have no version.</param>
    /// <param name="client">What the client can do.</param>
    public static WorkspaceEdit Of(IEnumerable<(Document Document, IEnumerable<TextEdit> Edits)> changes, WorkspaceState workspace, ClientCapabilities client) =>
        Of(changes.Select(change => (change.Document, change.Edits, workspace.Find(change.Document.Uri)?.Item.Version)), client);

    private static WorkspaceEdit Of(IEnumerable<(Document Document, IEnumerable<TextEdit> Edits, int? Version)> changes, ClientCapabilities client) =>
        client.Workspace?.WorkspaceEdit?.DocumentChanges == true
            ? new WorkspaceEdit { DocumentChanges = [.. changes.Select(static change => new TextDocumentEdit(new VersionedDocument(change.Document.Uri, change.Version), Of(change.Document, change.Edits)))] }
            : new WorkspaceEdit { Changes = changes.ToDictionary(static change => change.Document.Uri, static change => Of(change.Document, change.Edits), StringComparer.Ordinal) };

    private static IReadOnlyList<LspTextEdit> Of(Document document, IEnumerable<TextEdit> edits) =>
        [.. edits.Select(edit => new LspTextEdit(document.Lines.RangeOf(edit.Span), edit.NewText))];

    /// <summary>The one change that makes another text of it and leaves alone what both start and end with.</summary>
    public static TextEdit Between(string before, string after)
    {
        int start = before.AsSpan().CommonPrefixLength(after);
        while (start > 0 && IsInside(before, start))
            start--;
        int most = Math.Min(before.Length, after.Length) - start;
        int end = 0;
        while (end < most && before[^(end + 1)] == after[^(end + 1)])
            end++;
        while (end > 0 && IsInside(before, before.Length - end))
            end--;
        return new TextEdit(TextSpan.Between(start, before.Length - end), after[start..^end]);
    }

    /// <summary>Whether an offset is inside a character or a line end, where clients know no place.</summary>
    private static bool IsInside(string text, int offset) =>
        offset > 0 && offset < text.Length && (char.IsLowSurrogate(text[offset]) || (text[offset] == '\n' && text[offset - 1] == '\r'));
}
