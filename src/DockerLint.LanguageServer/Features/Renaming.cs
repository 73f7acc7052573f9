using System.Collections.Frozen;
using System.Collections.Immutable;
using DockerLint.Configuration;
using DockerLint.LanguageServer.Names;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Syntax.Text;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>Other names for things.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IRenaming
{
    /// <summary>What can be renamed at a place.</summary>
    [JsonRpcMethod("textDocument/prepareRename", UseSingleObjectParameterDeserialization = true)]
    Task<PrepareRenameResult?> PrepareAsync(DocumentPositionParams request, CancellationToken cancel);

    /// <summary>What changes with a new name.</summary>
    [JsonRpcMethod("textDocument/rename", UseSingleObjectParameterDeserialization = true)]
    Task<WorkspaceEdit?> RenameAsync(RenameParams request, CancellationToken cancel);
}

/// <summary>Gives stages, ARGs and ENVs other names, in all files that name them.</summary>
internal sealed class Renaming(Session session, WorkspaceNames names) : IFeature, IRenaming
{
    /// <summary>
    /// The arguments that builds know without an ARG or set by themselves (Dockerfile reference, "Predefined ARGs"), and the
    /// variables that containers have in any case (docker run, "Environment variables").
    /// </summary>
    private static readonly FrozenSet<string> s_predefined = FrozenSet.ToFrozenSet(
        ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy",
        "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETOSVERSION", "TARGETSTAGE",
        "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "BUILDOSVERSION", "SOURCE_DATE_EPOCH",
        "PATH", "HOME", "HOSTNAME", "TERM"],
        StringComparer.Ordinal);

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { RenameProvider = new RenameOptions(PrepareProvider: true) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IRenaming>(), this, null);

    /// <inheritdoc/>
    public Task<PrepareRenameResult?> PrepareAsync(DocumentPositionParams request, CancellationToken cancel) =>
        session.AnswerAsync(request.TextDocument, (document, workspace) => Prepare(document, request.Position, workspace, names), cancel);

    /// <inheritdoc/>
    public async Task<WorkspaceEdit?> RenameAsync(RenameParams request, CancellationToken cancel)
    {
        RenameResult? result = await session.AnswerAsync(
            request.TextDocument,
            (document, workspace) => Rename(document, request.Position, request.NewName, workspace, names, session.Capabilities),
            cancel).ConfigureAwait(false);
        return result?.Refusal is { } refusal
            ? throw new LocalRpcException(refusal) { ErrorCode = ErrorCodes.InvalidParams }
            : result?.Edit;
    }

    /// <summary>What can be renamed at a place; null where nothing can be.</summary>
    public static PrepareRenameResult? Prepare(Document document, LspPosition position, WorkspaceState workspace, WorkspaceNames names) =>
        names.At(document, document.Lines.OffsetAt(position), workspace) is { IsWritten: true } thing && CanBeRenamed(thing.Symbol)
            ? new PrepareRenameResult(document.Lines.RangeOf(thing.Span), document.Source.Slice(thing.Span).ToString())
            : null;

    /// <summary>What changes with a new name; null where nothing can be renamed.</summary>
    public static RenameResult? Rename(
        Document document, LspPosition position, string newName, WorkspaceState workspace, WorkspaceNames names, ClientCapabilities client)
    {
        if (names.At(document, document.Lines.OffsetAt(position), workspace) is not { IsWritten: true } thing || !CanBeRenamed(thing.Symbol))
            return null;
        if (RefusalOf(thing, newName, names) is { } refusal)
            return new RenameResult(null, refusal);
        ImmutableArray<NamePlace> places = [.. names.Of(thing.Dockerfile, thing.Symbol, workspace).Where(static place => place.Occurrence.IsWritten)];
        if (places.FirstOrDefault(static place => place.IsShared) is { } shared)
        {
            return new RenameResult(
                null, $"another Dockerfile is built with the '{thing.Symbol.Name}' of {Paths.NameOf(shared.Document.Path!)}:{shared.Document.Source.PositionOf(shared.Occurrence.Span.Start)} too; give each its own first");
        }

        IEnumerable<IGrouping<string, NamePlace>> byDocument = places.GroupBy(static place => place.Document.Uri, StringComparer.Ordinal);
        return new RenameResult(
            TextChanges.Of(
                byDocument.Select(group => (group.First().Document, group.Select(place => new TextEdit(place.Occurrence.Span, newName)))), workspace, client),
            null);
    }

    /// <summary>A stage without a name has none to change; what the builder itself knows has to keep its.</summary>
    private static bool CanBeRenamed(Symbol symbol) => symbol is not StageSymbol stage ? !s_predefined.Contains(symbol.Name) : char.IsAsciiLetter(stage.Name[0]);

    private static string? RefusalOf(NamedThing thing, string newName, WorkspaceNames names)
    {
        if (thing.Symbol is StageSymbol stage)
        {
            bool isName = newName.Length > 0 && char.IsAsciiLetter(newName[0]) && newName.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
            return !isName ? $"'{newName}' cannot name a stage; start with a letter and use letters, digits, '-', '_' and '.'"
                : newName.Any(char.IsAsciiLetterUpper) ? $"FROM finds no stage whose name has capital letters; write '{newName.ToLowerInvariant()}'"
                : newName is "scratch" or "context" ? $"'{newName}' has a meaning of its own; choose another name"
                : thing.Dockerfile.Model!.FindStage(newName) is { } other && other.Index != stage.Index ? $"there is a stage '{other.DisplayName}' already; choose another name"
                : thing.Dockerfile.Model.Images.Any(image => image.Span.Start > thing.Dockerfile.Model.Stages[stage.Index].From!.Extent.End && image.Text.Equals(newName, StringComparison.OrdinalIgnoreCase))
                ? $"an image '{newName}' is used below, which would be this stage then; choose another name"
                : null;
        }

        bool isVariable = newName.Length > 0 && !char.IsAsciiDigit(newName[0]) && newName.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return !isVariable ? $"'{newName}' cannot name a variable; start with a letter and use letters, digits and '_'"
            : s_predefined.Contains(newName) ? $"'{newName}' has a meaning of its own; choose another name"
            : names.Of(thing.Dockerfile) is var all
                && (all.IsUsedOtherwise(newName) || all.Occurrences.Any(occurrence => occurrence.Symbol is not StageSymbol && occurrence.Symbol != thing.Symbol && occurrence.Symbol.Name == newName))
                ? $"there is a variable '{newName}' already; choose another name"
                : null;
    }
}

/// <summary>What comes of a new name.</summary>
/// <param name="Edit">What changes; null where it is refused.</param>
/// <param name="Refusal">Why it cannot be the name; null where it can.</param>
internal sealed record RenameResult(WorkspaceEdit? Edit, string? Refusal);
