using System.Text.Json;

namespace DockerLint.LanguageServer.Protocol;

/// <summary>A document was opened.</summary>
/// <param name="TextDocument">The document.</param>
public sealed record DidOpenParams(DocumentItem TextDocument);

/// <summary>A document was changed.</summary>
/// <param name="TextDocument">The document in its new version.</param>
/// <param name="ContentChanges">What has changed, each on top of the one before.</param>
public sealed record DidChangeParams(VersionedDocument TextDocument, IReadOnlyList<ContentChange> ContentChanges);

/// <summary>A change of a text.</summary>
/// <param name="Range">What was replaced; null for all.</param>
/// <param name="Text">What stands there now.</param>
public sealed record ContentChange(LspRange? Range, string Text);

/// <summary>A document was closed.</summary>
/// <param name="TextDocument">The document.</param>
public sealed record DidCloseParams(DocumentIdentifier TextDocument);

/// <summary>A document was saved.</summary>
/// <param name="TextDocument">The document.</param>
public sealed record DidSaveParams(DocumentIdentifier TextDocument);

/// <summary>The settings have changed.</summary>
public sealed record DidChangeConfigurationParams
{
    /// <summary>All settings of the client; null where they are to be asked for.</summary>
    public JsonElement? Settings { get; init; }
}

/// <summary>Files that are watched have changed.</summary>
/// <param name="Changes">Which ones.</param>
public sealed record DidChangeWatchedFilesParams(IReadOnlyList<FileEvent> Changes);

/// <summary>A file has changed.</summary>
/// <param name="Uri">The file.</param>
/// <param name="Type">1: made, 2: changed, 3: deleted.</param>
public sealed record FileEvent(string Uri, int Type);

/// <summary>Other folders are open.</summary>
/// <param name="Event">Which ones.</param>
public sealed record DidChangeWorkspaceFoldersParams(FoldersEvent Event);

/// <summary>Other folders are open.</summary>
/// <param name="Added">Those that are open now.</param>
/// <param name="Removed">Those that are open no longer.</param>
public sealed record FoldersEvent(IReadOnlyList<WorkspaceFolder> Added, IReadOnlyList<WorkspaceFolder> Removed);
