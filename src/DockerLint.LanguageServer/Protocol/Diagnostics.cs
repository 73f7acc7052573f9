namespace DockerLint.LanguageServer.Protocol;

/// <summary>A finding.</summary>
/// <param name="Range">Where it is.</param>
/// <param name="Severity">1: error, 2: warning, 3: information, 4: hint.</param>
/// <param name="Code">The code of the rule.</param>
/// <param name="Source">Who found it.</param>
/// <param name="Message">What is wrong; what to do.</param>
public sealed record LspDiagnostic(LspRange Range, int Severity, string Code, string Source, string Message)
{
    /// <summary>The page of the rule.</summary>
    public CodeDescription? CodeDescription { get; init; }

    /// <summary>1: unnecessary, 2: deprecated.</summary>
    public IReadOnlyList<int>? Tags { get; init; }

    /// <summary>Other places that explain it.</summary>
    public IReadOnlyList<RelatedInformation>? RelatedInformation { get; init; }
}

/// <summary>The page of a rule.</summary>
/// <param name="Href">Its address.</param>
public sealed record CodeDescription(string Href);

/// <summary>Another place that explains a finding.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Message">What is there.</param>
public sealed record RelatedInformation(Location Location, string Message);

/// <summary>How diagnostics can be asked for.</summary>
/// <param name="Identifier">Whose they are.</param>
/// <param name="InterFileDependencies">Whether what one file says may change what is found in another.</param>
/// <param name="WorkspaceDiagnostics">Whether those of all files can be asked for.</param>
public sealed record DiagnosticOptions(string Identifier, bool InterFileDependencies, bool WorkspaceDiagnostics);

/// <summary>Asks for the diagnostics of a document.</summary>
/// <param name="TextDocument">The document.</param>
/// <param name="PreviousResultId">What was answered last; null for nothing.</param>
public sealed record DocumentDiagnosticParams(DocumentIdentifier TextDocument, string? PreviousResultId = null);

/// <summary>The diagnostics of a document.</summary>
/// <param name="Kind"><c>full</c>, or <c>unchanged</c> where they are those of <paramref name="ResultId"/>.</param>
/// <param name="ResultId">What stands for them in the next request.</param>
/// <param name="Items">The diagnostics; null where they are unchanged.</param>
public sealed record DocumentDiagnosticReport(string Kind, string? ResultId, IReadOnlyList<LspDiagnostic>? Items);

/// <summary>Asks for the diagnostics of all files.</summary>
/// <param name="PreviousResultIds">What was answered last.</param>
public sealed record WorkspaceDiagnosticParams(IReadOnlyList<PreviousResult> PreviousResultIds)
{
    /// <summary>By which progress is reported; null where the client does not show it.</summary>
    public System.Text.Json.JsonElement? WorkDoneToken { get; init; }
}

/// <summary>What was answered last for a document.</summary>
/// <param name="Uri">The document.</param>
/// <param name="Value">What stands for the answer.</param>
public sealed record PreviousResult(string Uri, string Value);

/// <summary>The diagnostics of all files.</summary>
/// <param name="Items">Those of each.</param>
public sealed record WorkspaceDiagnosticReport(IReadOnlyList<WorkspaceDocumentReport> Items);

/// <summary>The diagnostics of a file.</summary>
/// <param name="Uri">The file.</param>
/// <param name="Version">Its version; null where it is not open.</param>
/// <param name="Kind"><c>full</c> or <c>unchanged</c>.</param>
/// <param name="ResultId">What stands for them in the next request.</param>
/// <param name="Items">The diagnostics; null where they are unchanged.</param>
public sealed record WorkspaceDocumentReport(
    string Uri,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] int? Version,
    string Kind,
    string? ResultId,
    IReadOnlyList<LspDiagnostic>? Items);
