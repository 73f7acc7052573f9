namespace DockerLint.LanguageServer.Protocol;

/// <summary>Asks where something is named.</summary>
/// <param name="TextDocument">The document.</param>
/// <param name="Position">A place where it is named.</param>
/// <param name="Context">What is asked for.</param>
public sealed record ReferenceParams(DocumentIdentifier TextDocument, LspPosition Position, ReferenceContext? Context = null);

/// <summary>What references are asked for.</summary>
/// <param name="IncludeDeclaration">Whether declarations are among them.</param>
public sealed record ReferenceContext(bool IncludeDeclaration);

/// <summary>A place that is marked while the cursor is on a name.</summary>
/// <param name="Range">The place.</param>
/// <param name="Kind">1: a text, 2: it is read, 3: it gets a value.</param>
public sealed record DocumentHighlight(LspRange Range, int Kind);

/// <summary>Gives something another name.</summary>
/// <param name="TextDocument">The document.</param>
/// <param name="Position">A place where it is named.</param>
/// <param name="NewName">The new name.</param>
public sealed record RenameParams(DocumentIdentifier TextDocument, LspPosition Position, string NewName);

/// <summary>What can be renamed.</summary>
/// <param name="Range">Where its name stands.</param>
/// <param name="Placeholder">The name.</param>
public sealed record PrepareRenameResult(LspRange Range, string Placeholder);

/// <summary>How renaming is served.</summary>
/// <param name="PrepareProvider">Whether it can be asked for what can be renamed.</param>
public sealed record RenameOptions(bool PrepareProvider);

/// <summary>What is shown at a place.</summary>
/// <param name="Contents">The text.</param>
/// <param name="Range">What it is about.</param>
public sealed record Hover(MarkupContent Contents, LspRange Range);

/// <summary>Asks for something of a whole document.</summary>
/// <param name="TextDocument">The document.</param>
public sealed record DocumentParams(DocumentIdentifier TextDocument);

/// <summary>Asks for something of a part of a document.</summary>
/// <param name="TextDocument">The document.</param>
/// <param name="Range">The part.</param>
public sealed record DocumentRangeParams(DocumentIdentifier TextDocument, LspRange Range);

/// <summary>A part of a text that leads somewhere.</summary>
/// <param name="Range">The part.</param>
/// <param name="Target">Where to.</param>
public sealed record DocumentLink(LspRange Range, string Target)
{
    /// <summary>What is there.</summary>
    public string? Tooltip { get; init; }
}

/// <summary>How links are served.</summary>
/// <param name="ResolveProvider">Whether their targets can be asked for later.</param>
public sealed record DocumentLinkOptions(bool ResolveProvider);

/// <summary>Asks for the symbols of all files.</summary>
/// <param name="Query">What their names hold, letter by letter; empty for all.</param>
public sealed record WorkspaceSymbolParams(string Query);

/// <summary>A symbol of some file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record WorkspaceSymbol(string Name, SymbolKind Kind, Location Location)
{
    /// <summary>What holds it.</summary>
    public string? ContainerName { get; init; }
}

/// <summary>A line above another that says something of it.</summary>
/// <param name="Range">What it is about.</param>
public sealed record CodeLens(LspRange Range)
{
    /// <summary>What it says; null where that has to be asked for.</summary>
    public CodeLensCommand? Command { get; init; }

    /// <summary>By what it is known when it is asked for.</summary>
    public CodeLensData? Data { get; init; }
}

/// <summary>By what a code lens is known.</summary>
/// <param name="Uri">The document.</param>
/// <param name="Stage">The number of the stage.</param>
public sealed record CodeLensData(string Uri, int Stage);

/// <summary>What a code lens says, and what is done when it is chosen.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Name">The command, of the client.</param>
/// <param name="Arguments">What it is called with.</param>
public sealed record CodeLensCommand(
    string Title,
    [property: System.Text.Json.Serialization.JsonPropertyName("command")] string Name,
    IReadOnlyList<ShownReferences> Arguments);

/// <summary>References to show.</summary>
/// <param name="Uri">The document of what they are references of.</param>
/// <param name="Position">Its place.</param>
/// <param name="Locations">The references.</param>
public sealed record ShownReferences(string Uri, LspPosition Position, IReadOnlyList<Location> Locations);

/// <summary>How code lenses are served.</summary>
/// <param name="ResolveProvider">Whether what they say is to be asked for.</param>
public sealed record CodeLensOptions(bool ResolveProvider);

/// <summary>A text that is shown between the characters of a document.</summary>
/// <param name="Position">Where.</param>
/// <param name="Label">The text.</param>
public sealed record InlayHint(LspPosition Position, string Label)
{
    /// <summary>Whether there is space before it.</summary>
    public bool? PaddingLeft { get; init; }

    /// <summary>What else is worth knowing.</summary>
    public string? Tooltip { get; init; }
}

/// <summary>Lines that can be folded into one.</summary>
/// <param name="StartLine">The first, from 0.</param>
/// <param name="EndLine">The last.</param>
public sealed record FoldingRange(int StartLine, int EndLine)
{
    /// <summary><c>comment</c> or <c>region</c>; null for neither.</summary>
    public string? Kind { get; init; }
}

/// <summary>Asks for what could be selected around places.</summary>
/// <param name="TextDocument">The document.</param>
/// <param name="Positions">The places.</param>
public sealed record SelectionRangeParams(DocumentIdentifier TextDocument, IReadOnlyList<LspPosition> Positions);

/// <summary>What could be selected.</summary>
/// <param name="Range">A part of the text.</param>
/// <param name="Parent">The next larger one; null for the largest.</param>
public sealed record SelectionRange(LspRange Range, SelectionRange? Parent);

/// <summary>How formatting is served while somebody types.</summary>
/// <param name="FirstTriggerCharacter">After which character.</param>
public sealed record OnTypeFormattingOptions(string FirstTriggerCharacter);
