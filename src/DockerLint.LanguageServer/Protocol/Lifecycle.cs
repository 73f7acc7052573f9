using System.Text.Json;

namespace DockerLint.LanguageServer.Protocol;

/// <summary>How a client starts.</summary>
public sealed record InitializeParams
{
    /// <summary>What the client can do.</summary>
    public ClientCapabilities? Capabilities { get; init; }

    /// <summary>The folders that are open; null where none is.</summary>
    public IReadOnlyList<WorkspaceFolder>? WorkspaceFolders { get; init; }

    /// <summary>The folder that is open, of clients that know one only.</summary>
    public string? RootUri { get; init; }

    /// <summary>What the user has set (<see cref="Workspace.ClientSettings"/>).</summary>
    public JsonElement? InitializationOptions { get; init; }
}

/// <summary>A folder that is open in the client.</summary>
/// <param name="Uri">The folder.</param>
/// <param name="Name">What it is called.</param>
public sealed record WorkspaceFolder(string Uri, string Name);

/// <summary>What a client can do, as far as it makes a difference.</summary>
public sealed record ClientCapabilities
{
    /// <summary>In general.</summary>
    public GeneralClient? General { get; init; }

    /// <summary>With the workspace.</summary>
    public WorkspaceClient? Workspace { get; init; }

    /// <summary>With documents.</summary>
    public DocumentClient? TextDocument { get; init; }

    /// <summary>With windows.</summary>
    public WindowClient? Window { get; init; }
}

/// <summary>What a client can do in general.</summary>
public sealed record GeneralClient
{
    /// <summary>The units in which it can count characters, the best first.</summary>
    public IReadOnlyList<string>? PositionEncodings { get; init; }
}

/// <summary>What a client can do with the workspace.</summary>
public sealed record WorkspaceClient
{
    /// <summary>Whether it can be asked for its settings.</summary>
    public bool Configuration { get; init; }

    /// <summary>With changes.</summary>
    public WorkspaceEditClient? WorkspaceEdit { get; init; }

    /// <summary>With files that it watches.</summary>
    public DynamicClient? DidChangeWatchedFiles { get; init; }

    /// <summary>With diagnostics that it asks for.</summary>
    public RefreshClient? Diagnostics { get; init; }
}

/// <summary>What a client can do with changes.</summary>
public sealed record WorkspaceEditClient
{
    /// <summary>Whether it takes changes of documents in their versions.</summary>
    public bool DocumentChanges { get; init; }
}

/// <summary>Whether a client can be told later that something is to be served.</summary>
public sealed record DynamicClient
{
    /// <summary>Whether it can.</summary>
    public bool DynamicRegistration { get; init; }
}

/// <summary>Whether a client can be told to ask again.</summary>
public sealed record RefreshClient
{
    /// <summary>Whether it can.</summary>
    public bool RefreshSupport { get; init; }
}

/// <summary>What a client can do with documents.</summary>
public sealed record DocumentClient
{
    /// <summary>With diagnostics that it asks for; null where it waits for them.</summary>
    public DynamicClient? Diagnostic { get; init; }

    /// <summary>With code actions.</summary>
    public CodeActionClient? CodeAction { get; init; }

    /// <summary>With symbols.</summary>
    public DocumentSymbolClient? DocumentSymbol { get; init; }

    /// <summary>With what is shown at a place.</summary>
    public HoverClient? Hover { get; init; }

    /// <summary>With what could be written.</summary>
    public CompletionClient? Completion { get; init; }
}

/// <summary>What a client can do with code actions.</summary>
public sealed record CodeActionClient
{
    /// <summary>What of an action it can ask for later.</summary>
    public ResolveClient? ResolveSupport { get; init; }

    /// <summary>Whether it hands back what it does not know.</summary>
    public bool DataSupport { get; init; }
}

/// <summary>What a client can ask for later.</summary>
public sealed record ResolveClient
{
    /// <summary>The names of the properties.</summary>
    public IReadOnlyList<string>? Properties { get; init; }
}

/// <summary>What a client can do with symbols.</summary>
public sealed record DocumentSymbolClient
{
    /// <summary>Whether they may contain others.</summary>
    public bool HierarchicalDocumentSymbolSupport { get; init; }
}

/// <summary>What a client can do with what is shown at a place.</summary>
public sealed record HoverClient
{
    /// <summary>The kinds of text that it shows, the best first.</summary>
    public IReadOnlyList<string>? ContentFormat { get; init; }
}

/// <summary>What a client can do with windows.</summary>
public sealed record WindowClient
{
    /// <summary>Whether it shows the progress that the server reports by itself.</summary>
    public bool WorkDoneProgress { get; init; }

    /// <summary>With documents that are to be shown.</summary>
    public ShowDocumentClient? ShowDocument { get; init; }
}

/// <summary>What a client can do with documents that are to be shown.</summary>
public sealed record ShowDocumentClient
{
    /// <summary>Whether it can show any.</summary>
    public bool Support { get; init; }
}

/// <summary>What the server answers to <see cref="InitializeParams"/>.</summary>
/// <param name="Capabilities">What it serves.</param>
/// <param name="ServerInfo">What it is.</param>
public sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>What a server is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record ServerInfo(string Name, string Version);

/// <summary>What the server serves. Each feature adds its own.</summary>
public sealed record ServerCapabilities
{
    /// <summary>The units in which characters are counted.</summary>
    public string? PositionEncoding { get; init; }

    /// <summary>How it is told of changes.</summary>
    public SyncOptions? TextDocumentSync { get; init; }

    /// <summary>With the workspace.</summary>
    public WorkspaceServer? Workspace { get; init; }

    /// <summary>Diagnostics that are asked for.</summary>
    public DiagnosticOptions? DiagnosticProvider { get; init; }

    /// <summary>Code actions.</summary>
    public CodeActionOptions? CodeActionProvider { get; init; }

    /// <summary>Commands.</summary>
    public ExecuteCommandOptions? ExecuteCommandProvider { get; init; }

    /// <summary>Symbols of a document.</summary>
    public bool? DocumentSymbolProvider { get; init; }

    /// <summary>Where things are declared.</summary>
    public bool? DefinitionProvider { get; init; }

    /// <summary>Where things are named.</summary>
    public bool? ReferencesProvider { get; init; }

    /// <summary>Where things are named in a document.</summary>
    public bool? DocumentHighlightProvider { get; init; }

    /// <summary>Other names.</summary>
    public RenameOptions? RenameProvider { get; init; }

    /// <summary>What is worth knowing at a place.</summary>
    public bool? HoverProvider { get; init; }

    /// <summary>Links.</summary>
    public DocumentLinkOptions? DocumentLinkProvider { get; init; }

    /// <summary>Symbols of all files.</summary>
    public bool? WorkspaceSymbolProvider { get; init; }

    /// <summary>Lines above others.</summary>
    public CodeLensOptions? CodeLensProvider { get; init; }

    /// <summary>Texts between characters.</summary>
    public bool? InlayHintProvider { get; init; }

    /// <summary>What can be folded.</summary>
    public bool? FoldingRangeProvider { get; init; }

    /// <summary>What can be selected.</summary>
    public bool? SelectionRangeProvider { get; init; }

    /// <summary>What could be written.</summary>
    public CompletionOptions? CompletionProvider { get; init; }

    /// <summary>How things are written.</summary>
    public SignatureHelpOptions? SignatureHelpProvider { get; init; }

    /// <summary>What the parts of a text are.</summary>
    public SemanticTokensOptions? SemanticTokensProvider { get; init; }

    /// <summary>One style for documents.</summary>
    public bool? DocumentFormattingProvider { get; init; }

    /// <summary>One style for parts of documents.</summary>
    public bool? DocumentRangeFormattingProvider { get; init; }

    /// <summary>One style while somebody types.</summary>
    public OnTypeFormattingOptions? DocumentOnTypeFormattingProvider { get; init; }
}

/// <summary>How the server is told of changes.</summary>
/// <param name="OpenClose">Whether of opened and closed documents.</param>
/// <param name="Change">2: of what has changed.</param>
/// <param name="Save">Whether of saved documents.</param>
public sealed record SyncOptions(bool OpenClose, int Change, bool Save);

/// <summary>What the server does with the workspace.</summary>
/// <param name="WorkspaceFolders">With folders.</param>
public sealed record WorkspaceServer(WorkspaceFoldersServer WorkspaceFolders);

/// <summary>What the server does with folders.</summary>
/// <param name="Supported">Whether it knows several.</param>
/// <param name="ChangeNotifications">Whether it is to be told when they change.</param>
public sealed record WorkspaceFoldersServer(bool Supported, bool ChangeNotifications);

/// <summary>The commands that the server knows.</summary>
/// <param name="Commands">Their names.</param>
public sealed record ExecuteCommandOptions(IReadOnlyList<string> Commands);

/// <summary>A command that is asked for.</summary>
public sealed record ExecuteCommandParams
{
    /// <summary>Its name.</summary>
    public required string Command { get; init; }

    /// <summary>What it is called with.</summary>
    public IReadOnlyList<JsonElement>? Arguments { get; init; }
}

/// <summary>Something that the server wants to be told of from now on.</summary>
/// <param name="Id">By which it could be taken back.</param>
/// <param name="Method">The method.</param>
/// <param name="RegisterOptions">What of it.</param>
public sealed record Registration(string Id, string Method, WatchedFilesOptions? RegisterOptions);

/// <summary>Files to watch.</summary>
/// <param name="Watchers">Which ones.</param>
public sealed record WatchedFilesOptions(IReadOnlyList<FileWatcher> Watchers);

/// <summary>Files to watch.</summary>
/// <param name="GlobPattern">Their paths.</param>
public sealed record FileWatcher(string GlobPattern);

/// <summary>What of the settings is asked for.</summary>
/// <param name="Section">The section.</param>
public sealed record ConfigurationItem(string Section);
