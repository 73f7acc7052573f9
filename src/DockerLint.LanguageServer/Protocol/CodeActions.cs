namespace DockerLint.LanguageServer.Protocol;

/// <summary>The kinds of code actions.</summary>
public static class CodeActionKinds
{
    /// <summary>What puts a finding right, or is about one.</summary>
    public const string QuickFix = "quickfix";

    /// <summary>What shows the page of a rule.</summary>
    public const string Explain = "quickfix.dockerlint.explain";

    /// <summary>What suppresses a finding.</summary>
    public const string Suppress = "quickfix.dockerlint.suppress";

    /// <summary>What pins an image to its digest.</summary>
    public const string Pin = "refactor.rewrite.dockerlint.pin";

    /// <summary>What puts all findings right for which that is safe.</summary>
    public const string FixAll = "source.fixAll.dockerlint";

    /// <summary>Whether what is asked for includes a kind: the same, or one that it is part of.</summary>
    public static bool Includes(string asked, string kind)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(kind);
        return asked.Length == 0
            || (kind.StartsWith(asked, StringComparison.Ordinal) && (kind.Length == asked.Length || kind[asked.Length] == '.'));
    }
}

/// <summary>The code actions that the server knows.</summary>
/// <param name="CodeActionKinds">Their kinds.</param>
/// <param name="ResolveProvider">Whether what they change can be asked for later.</param>
public sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds, bool ResolveProvider);

/// <summary>Asks for code actions.</summary>
/// <param name="TextDocument">The document.</param>
/// <param name="Range">What is selected.</param>
/// <param name="Context">What else is known.</param>
public sealed record CodeActionParams(DocumentIdentifier TextDocument, LspRange Range, CodeActionContext Context);

/// <summary>What is known where code actions are asked for.</summary>
public sealed record CodeActionContext
{
    /// <summary>The kinds that are asked for; null for all.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>1: by the user, 2: because the selection has changed.</summary>
    public int? TriggerKind { get; init; }
}

/// <summary>Something that can be done.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Kind">Its kind.</param>
public sealed record CodeAction(string Title, string Kind)
{
    /// <summary>The findings that it puts right.</summary>
    public IReadOnlyList<LspDiagnostic>? Diagnostics { get; init; }

    /// <summary>Whether it is the best one for its findings.</summary>
    public bool? IsPreferred { get; init; }

    /// <summary>What it changes; null where that has to be asked for, or nothing is changed.</summary>
    public WorkspaceEdit? Edit { get; init; }

    /// <summary>What it asks for.</summary>
    public Command? Command { get; init; }

    /// <summary>By what it is known when it is asked for.</summary>
    public CodeActionData? Data { get; init; }
}

/// <summary>By what a code action is known whose changes are asked for later.</summary>
/// <param name="Uri">The document.</param>
/// <param name="Rule">The rule whose findings it puts right; null for all rules.</param>
public sealed record CodeActionData(string Uri, string? Rule)
{
    /// <summary>Where the image starts that it pins; null where it pins none.</summary>
    public int? Image { get; init; }
}
