namespace DockerLint.LanguageServer.Protocol;

/// <summary>The kinds of symbols that are used.</summary>
public enum SymbolKind
{
    /// <summary>What holds others: a file.</summary>
    File = 1,

    /// <summary>A stage.</summary>
    Module = 2,

    /// <summary>What is passed on: a label, an image.</summary>
    Property = 7,

    /// <summary>An instruction.</summary>
    Function = 12,

    /// <summary>ENV.</summary>
    Variable = 13,

    /// <summary>ARG.</summary>
    Constant = 14,

    /// <summary>What asks for a build.</summary>
    Object = 19,
}

/// <summary>Asks for the symbols of a document.</summary>
/// <param name="TextDocument">The document.</param>
public sealed record DocumentSymbolParams(DocumentIdentifier TextDocument);

/// <summary>A part of a document that has a name.</summary>
/// <param name="Name">Its name; never empty.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Range">All of it.</param>
/// <param name="SelectionRange">Its name.</param>
public sealed record DocumentSymbol(string Name, SymbolKind Kind, LspRange Range, LspRange SelectionRange)
{
    /// <summary>What else is worth knowing.</summary>
    public string? Detail { get; init; }

    /// <summary>What it contains.</summary>
    public IReadOnlyList<DocumentSymbol>? Children { get; init; }
}
