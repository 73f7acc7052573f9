using DockerLint.LanguageServer.Names;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>Where things are.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface INavigation
{
    /// <summary>Where something is declared.</summary>
    [JsonRpcMethod("textDocument/definition", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<Location>?> DefinitionAsync(DocumentPositionParams request, CancellationToken cancel);

    /// <summary>Where something is named.</summary>
    [JsonRpcMethod("textDocument/references", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<Location>?> ReferencesAsync(ReferenceParams request, CancellationToken cancel);

    /// <summary>Where something is named in a document.</summary>
    [JsonRpcMethod("textDocument/documentHighlight", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<DocumentHighlight>?> HighlightAsync(DocumentPositionParams request, CancellationToken cancel);
}

/// <summary>Finds stages, ARGs and ENVs: where they are declared and where they are named, in all files.</summary>
internal sealed class Navigation(Session session, WorkspaceNames names) : IFeature, INavigation
{
    private const int Read = 2;
    private const int Write = 3;

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) =>
        server with { DefinitionProvider = true, ReferencesProvider = true, DocumentHighlightProvider = true };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<INavigation>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Location>?> DefinitionAsync(DocumentPositionParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, (document, workspace) => DefinitionOf(document, request.Position, workspace, names), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Location>?> ReferencesAsync(ReferenceParams request, CancellationToken cancel) => session.AnswerAsync(
        request.TextDocument,
        (document, workspace) => ReferencesOf(document, request.Position, request.Context?.IncludeDeclaration ?? true, workspace, names),
        cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DocumentHighlight>?> HighlightAsync(DocumentPositionParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, (document, workspace) => HighlightsOf(document, request.Position, workspace, names), cancel);

    /// <summary>Where what is named at a place is declared: a variable by the line that gives it its value there.</summary>
    public static IReadOnlyList<Location>? DefinitionOf(Document document, LspPosition position, WorkspaceState workspace, WorkspaceNames names)
    {
        if (names.At(document, document.Lines.OffsetAt(position), workspace) is not { } thing)
            return null;
        Document dockerfile = thing.Dockerfile;
        if (thing.Symbol is StageSymbol symbol)
        {
            FromOf(dockerfile, symbol, out TextSpan from);
            return [new Location(dockerfile.Uri, dockerfile.Lines.RangeOf(from))];
        }

        Occurrence[] declarations = [.. names.Of(dockerfile).Of(thing.Symbol).Where(static occurrence => occurrence.Kind == OccurrenceKind.Declaration)];
        if (document == dockerfile && declarations.Length > 1 && document.Model is { } model)
        {
            // The last one above, in the stage where it is used; else the first of all.
            int start = thing.Span.Start;
            int stageStart = model.Stages.LastOrDefault(stage => stage.From!.Extent.Start <= start)?.From!.Extent.Start ?? 0;
            Occurrence[] own = [.. declarations.Where(occurrence => occurrence.Span.Start <= start && occurrence.Span.Start >= stageStart)];
            bool isInFrom = model.Syntax.InstructionAt(start)?.Kind == DockerLint.Syntax.Tree.InstructionKind.From;
            declarations = [own.Length > 0 && !isInFrom ? own[^1] : declarations[0]];
        }

        return [.. declarations.Select(occurrence => new Location(dockerfile.Uri, dockerfile.Lines.RangeOf(occurrence.Span)))];
    }

    /// <summary>Where what is named at a place is named in all files.</summary>
    public static IReadOnlyList<Location>? ReferencesOf(
        Document document, LspPosition position, bool withDeclaration, WorkspaceState workspace, WorkspaceNames names)
    {
        if (names.At(document, document.Lines.OffsetAt(position), workspace) is not { } thing)
            return null;
        return
        [
            .. names.Of(thing.Dockerfile, thing.Symbol, workspace)
                .Where(place => withDeclaration || place.Occurrence.Kind != OccurrenceKind.Declaration)
                .Select(static place => new Location(place.Document.Uri, place.Document.Lines.RangeOf(place.Occurrence.Span))),
        ];
    }

    /// <summary>Where what is named at a place is named in the same document.</summary>
    public static IReadOnlyList<DocumentHighlight>? HighlightsOf(Document document, LspPosition position, WorkspaceState workspace, WorkspaceNames names)
    {
        if (names.At(document, document.Lines.OffsetAt(position), workspace) is not { } thing)
            return null;
        IEnumerable<Occurrence> own = document.Uri == thing.Dockerfile.Uri
            ? names.Of(document).Of(thing.Symbol)
            : names.Of(thing.Dockerfile, thing.Symbol, workspace).Where(place => place.Document.Uri == document.Uri).Select(static place => place.Occurrence);
        return [.. own.Select(occurrence => new DocumentHighlight(document.Lines.RangeOf(occurrence.Span), occurrence.Kind == OccurrenceKind.Read ? Read : Write))];
    }

    private static void FromOf(Document dockerfile, StageSymbol symbol, out TextSpan span)
    {
        Stage stage = dockerfile.Model!.Stages[symbol.Index];
        span = stage.From!.Name?.Span ?? stage.From.Image?.Span ?? stage.From.KeywordSpan;
    }
}
