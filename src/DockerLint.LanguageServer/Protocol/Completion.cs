namespace DockerLint.LanguageServer.Protocol;

/// <summary>How completion is served.</summary>
/// <param name="TriggerCharacters">After which characters it is asked for by itself.</param>
/// <param name="ResolveProvider">Whether more can be asked of an item later.</param>
public sealed record CompletionOptions(IReadOnlyList<string> TriggerCharacters, bool ResolveProvider);

/// <summary>What could be written.</summary>
/// <param name="IsIncomplete">Whether it is to be asked for again when more is typed.</param>
/// <param name="Items">What could be written.</param>
public sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionItem> Items);

/// <summary>The kinds of what could be written that are used.</summary>
public enum CompletionItemKind
{
    /// <summary>A program, or what it is told to do.</summary>
    Function = 3,

    /// <summary>A variable.</summary>
    Variable = 6,

    /// <summary>A stage.</summary>
    Module = 9,

    /// <summary>A flag, or a key of a mount.</summary>
    Property = 10,

    /// <summary>A value.</summary>
    Value = 12,

    /// <summary>An instruction.</summary>
    Keyword = 14,

    /// <summary>Several lines.</summary>
    Snippet = 15,

    /// <summary>An image or its tag.</summary>
    Reference = 18,

    /// <summary>A rule.</summary>
    Constant = 21,
}

/// <summary>Something that could be written.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Kind">What it is.</param>
/// <param name="TextEdit">What is written.</param>
public sealed record CompletionItem(string Label, CompletionItemKind Kind, LspTextEdit TextEdit)
{
    /// <summary>What else is worth knowing, on the same line.</summary>
    public string? Detail { get; init; }

    /// <summary>What it does.</summary>
    public MarkupContent? Documentation { get; init; }

    /// <summary>By what it is sorted; null for the label.</summary>
    public string? SortText { get; init; }

    /// <summary>What is compared with what is typed; null for the label.</summary>
    public string? FilterText { get; init; }

    /// <summary>2: <c>$1</c> and the like are places to fill in.</summary>
    public int? InsertTextFormat { get; init; }
}

/// <summary>How signature help is served.</summary>
/// <param name="TriggerCharacters">After which characters it is asked for by itself.</param>
public sealed record SignatureHelpOptions(IReadOnlyList<string> TriggerCharacters);

/// <summary>How something is written, and which part of it the cursor is in.</summary>
/// <param name="Signatures">The ways to write it.</param>
/// <param name="ActiveSignature">The number of the one that fits.</param>
/// <param name="ActiveParameter">The number of the part.</param>
public sealed record SignatureHelp(IReadOnlyList<SignatureInformation> Signatures, int ActiveSignature, int ActiveParameter);

/// <summary>How something is written.</summary>
/// <param name="Label">How.</param>
/// <param name="Documentation">What it does.</param>
/// <param name="Parameters">The parts.</param>
public sealed record SignatureInformation(string Label, MarkupContent Documentation, IReadOnlyList<ParameterInformation> Parameters);

/// <summary>A part of how something is written.</summary>
/// <param name="Label">What stands for it there.</param>
/// <param name="Documentation">What it is.</param>
public sealed record ParameterInformation(string Label, MarkupContent Documentation);

/// <summary>What a client can do with what could be written.</summary>
public sealed record CompletionClient
{
    /// <summary>With items.</summary>
    public CompletionItemClient? CompletionItem { get; init; }
}

/// <summary>What a client can do with an item.</summary>
public sealed record CompletionItemClient
{
    /// <summary>Whether it knows places to fill in.</summary>
    public bool SnippetSupport { get; init; }
}
