namespace DockerLint.LanguageServer.Protocol;

/// <summary>How semantic tokens are served.</summary>
/// <param name="Legend">What their numbers mean.</param>
/// <param name="Full">Those of a whole document.</param>
/// <param name="Range">Whether those of a part of one.</param>
public sealed record SemanticTokensOptions(SemanticTokensLegend Legend, SemanticTokensFull Full, bool Range);

/// <summary>What the numbers of semantic tokens mean.</summary>
/// <param name="TokenTypes">The types, by number.</param>
/// <param name="TokenModifiers">The modifiers, by the number of their bit.</param>
public sealed record SemanticTokensLegend(IReadOnlyList<string> TokenTypes, IReadOnlyList<string> TokenModifiers);

/// <summary>How those of a whole document are served.</summary>
/// <param name="Delta">Whether what has changed can be asked for.</param>
public sealed record SemanticTokensFull(bool Delta);

/// <summary>Asks for what has changed.</summary>
/// <param name="TextDocument">The document.</param>
/// <param name="PreviousResultId">What stands for the last answer.</param>
public sealed record SemanticTokensDeltaParams(DocumentIdentifier TextDocument, string PreviousResultId);

/// <summary>The tokens of a text, or how they differ from those of the last answer.</summary>
public sealed record SemanticTokens
{
    /// <summary>What stands for them in the next request.</summary>
    public string? ResultId { get; init; }

    /// <summary>
    /// Five numbers a token: lines after the one before, characters after the one before on the same line, length, type,
    /// modifiers. Null where <see cref="Edits"/> says what has changed.
    /// </summary>
    public IReadOnlyList<int>? Data { get; init; }

    /// <summary>What has changed; null where <see cref="Data"/> has all.</summary>
    public IReadOnlyList<SemanticTokensEdit>? Edits { get; init; }
}

/// <summary>A change of the numbers of semantic tokens.</summary>
/// <param name="Start">The number of the first one.</param>
/// <param name="DeleteCount">How many are taken out.</param>
/// <param name="Data">What takes their place.</param>
public sealed record SemanticTokensEdit(int Start, int DeleteCount, IReadOnlyList<int> Data);
