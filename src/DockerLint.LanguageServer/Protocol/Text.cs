namespace DockerLint.LanguageServer.Protocol;

/// <summary>A place between two characters.</summary>
/// <param name="Line">From 0; lines end at <c>\n</c>, <c>\r\n</c> and <c>\r</c>.</param>
/// <param name="Character">From 0, in the units that client and server have agreed on.</param>
public readonly record struct LspPosition(int Line, int Character);

/// <summary>A part of a text.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends, exclusive.</param>
public readonly record struct LspRange(LspPosition Start, LspPosition End);

/// <summary>A part of a document.</summary>
/// <param name="Uri">The document.</param>
/// <param name="Range">The part.</param>
public sealed record Location(string Uri, LspRange Range);

/// <summary>A replacement of one part of a text.</summary>
/// <param name="Range">What is replaced; empty to insert.</param>
/// <param name="NewText">What stands there afterwards.</param>
public sealed record LspTextEdit(LspRange Range, string NewText);

/// <summary>Changes of documents.</summary>
public sealed record WorkspaceEdit
{
    /// <summary>The changes by document, for clients that know no versions.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LspTextEdit>>? Changes { get; init; }

    /// <summary>The changes of documents in the versions that they were made for.</summary>
    public IReadOnlyList<TextDocumentEdit>? DocumentChanges { get; init; }
}

/// <summary>Changes of one document.</summary>
/// <param name="TextDocument">The document and the version that they were made for.</param>
/// <param name="Edits">The changes, none overlapping another.</param>
public sealed record TextDocumentEdit(VersionedDocument TextDocument, IReadOnlyList<LspTextEdit> Edits);

/// <summary>A document.</summary>
/// <param name="Uri">Its name.</param>
public sealed record DocumentIdentifier(string Uri);

/// <summary>A document in one of its versions.</summary>
/// <param name="Uri">Its name.</param>
/// <param name="Version">The version; null where it is not open.</param>
public sealed record VersionedDocument(
    string Uri,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] int? Version);

/// <summary>A document that a client has opened.</summary>
/// <param name="Uri">Its name.</param>
/// <param name="LanguageId">The language that the client takes it for.</param>
/// <param name="Version">Its version.</param>
/// <param name="Text">Its text.</param>
public sealed record DocumentItem(string Uri, string LanguageId, int Version, string Text);

/// <summary>A place in a document.</summary>
/// <param name="TextDocument">The document.</param>
/// <param name="Position">The place.</param>
public sealed record DocumentPositionParams(DocumentIdentifier TextDocument, LspPosition Position);

/// <summary>A text for people.</summary>
/// <param name="Kind"><c>markdown</c> or <c>plaintext</c>.</param>
/// <param name="Value">The text.</param>
public sealed record MarkupContent(string Kind, string Value);

/// <summary>Something that can be asked for by name.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Name">Its name.</param>
public sealed record Command(string Title, [property: System.Text.Json.Serialization.JsonPropertyName("command")] string Name)
{
    /// <summary>What it is to be called with.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }
}
