using DockerLint.Analysis;
using DockerLint.LanguageServer.Names;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What is worth knowing.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IHovers
{
    /// <summary>What is worth knowing at a place.</summary>
    [JsonRpcMethod("textDocument/hover", UseSingleObjectParameterDeserialization = true)]
    Task<Hover?> HoverAsync(DocumentPositionParams request, CancellationToken cancel);
}

/// <summary>Shows what instructions, flags and rules mean, what a variable is and where from, what an image reference says.</summary>
internal sealed class Hovers(Session session, WorkspaceNames names) : IFeature, IHovers
{
    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { HoverProvider = true };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IHovers>(), this, null);

    /// <inheritdoc/>
    public Task<Hover?> HoverAsync(DocumentPositionParams request, CancellationToken cancel) => session.AnswerAsync(
        request.TextDocument, (document, workspace) => At(document, request.Position, workspace, names, session.Host.PageOf, session.Capabilities), cancel);

    /// <summary>What is worth knowing at a place; null where nothing is.</summary>
    public static Hover? At(
        Document document, LspPosition position, WorkspaceState workspace, WorkspaceNames names, Func<RuleInfo, string> pageOf, ClientCapabilities client)
    {
        HoverText[] texts = [.. new HoverTexts(document, workspace, names, pageOf).At(document.Lines.OffsetAt(position))];
        if (texts.Length == 0)
            return null;
        bool isPlain = client.TextDocument?.Hover?.ContentFormat is { Count: > 0 } formats && !formats.Contains("markdown");
        return new Hover(
            new MarkupContent(isPlain ? "plaintext" : "markdown", string.Join("\n\n---\n\n", texts.Select(static text => text.Text))),
            document.Lines.RangeOf(texts[0].Span));
    }
}
