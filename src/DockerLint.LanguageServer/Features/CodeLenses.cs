using DockerLint.LanguageServer.Names;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>Lines above others.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ICodeLenses
{
    /// <summary>Those of a document.</summary>
    [JsonRpcMethod("textDocument/codeLens", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<CodeLens>?> CodeLensAsync(DocumentParams request, CancellationToken cancel);

    /// <summary>What one says.</summary>
    [JsonRpcMethod("codeLens/resolve", UseSingleObjectParameterDeserialization = true)]
    Task<CodeLens> ResolveAsync(CodeLens lens, CancellationToken cancel);
}

/// <summary>Says above each stage by how many places it is used, in all files.</summary>
internal sealed class CodeLenses(Session session, WorkspaceNames names) : IFeature, ICodeLenses
{
    /// <summary>The command of the client that shows references; it takes one <see cref="ShownReferences"/>.</summary>
    public const string Command = "dockerlint.showReferences";

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { CodeLensProvider = new CodeLensOptions(ResolveProvider: true) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ICodeLenses>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CodeLens>?> CodeLensAsync(DocumentParams request, CancellationToken cancel) => session.AnswerAsync(request.TextDocument, Of, cancel);

    /// <inheritdoc/>
    public async Task<CodeLens> ResolveAsync(CodeLens lens, CancellationToken cancel)
    {
        if (lens.Data is not { } data)
            return lens;
        return await session.AnswerAsync(
            new DocumentIdentifier(data.Uri), (document, workspace) => Resolve(lens, data.Stage, document, workspace, names), cancel).ConfigureAwait(false) ?? lens;
    }

    /// <summary>Those of a document: one a stage.</summary>
    public static IReadOnlyList<CodeLens>? Of(Document document) => document.Model is not { } model
        ? null
        : [.. model.Stages.Select(stage => new CodeLens(document.Lines.RangeOf(stage.From!.KeywordSpan)) { Data = new CodeLensData(document.Uri, stage.Index) })];

    /// <summary>What the one of a stage says.</summary>
    public static CodeLens? Resolve(CodeLens lens, int index, Document document, WorkspaceState workspace, WorkspaceNames names)
    {
        if (document.Model is not { } model || index < 0 || index >= model.Stages.Length)
            return null;
        Stage stage = model.Stages[index];
        Location[] references =
        [
            .. names.Of(document, DockerfileNames.SymbolOf(stage), workspace)
                .Where(static place => place.Occurrence.Kind != OccurrenceKind.Declaration)
                .Select(static place => new Location(place.Document.Uri, place.Document.Lines.RangeOf(place.Occurrence.Span))),
        ];
        string title = references.Length == 1 ? "1 reference" : $"{references.Length} references";
        if (stage.IsTarget)
            title += ", built";
        LspPosition place = document.Lines.PositionAt((stage.From!.Name?.Span ?? stage.From.KeywordSpan).Start);
        return lens with { Command = new CodeLensCommand(title, Command, [new ShownReferences(document.Uri, place, references)]) };
    }
}
