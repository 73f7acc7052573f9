using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What happens to documents.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IDocumentSync
{
    /// <summary>One was opened.</summary>
    [JsonRpcMethod("textDocument/didOpen", UseSingleObjectParameterDeserialization = true)]
    Task DidOpenAsync(DidOpenParams change);

    /// <summary>One was changed.</summary>
    [JsonRpcMethod("textDocument/didChange", UseSingleObjectParameterDeserialization = true)]
    Task DidChangeAsync(DidChangeParams change);

    /// <summary>One was saved.</summary>
    [JsonRpcMethod("textDocument/didSave", UseSingleObjectParameterDeserialization = true)]
    Task DidSaveAsync(DidSaveParams change);

    /// <summary>One was closed.</summary>
    [JsonRpcMethod("textDocument/didClose", UseSingleObjectParameterDeserialization = true)]
    Task DidCloseAsync(DidCloseParams change);
}

/// <summary>Keeps the documents as the client has them.</summary>
internal sealed class DocumentSync(Session session) : IFeature, IDocumentSync
{
    private const int Incremental = 2;

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) =>
        server with { TextDocumentSync = new SyncOptions(OpenClose: true, Incremental, Save: true) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IDocumentSync>(), this, null);

    /// <inheritdoc/>
    public Task DidOpenAsync(DidOpenParams change)
    {
        session.Change(workspace => workspace.Open(change.TextDocument));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DidChangeAsync(DidChangeParams change)
    {
        session.Change(workspace => workspace.Change(change));
        return Task.CompletedTask;
    }

    /// <summary>What is on the disk now may be part of what other documents are about.</summary>
    public Task DidSaveAsync(DidSaveParams change)
    {
        session.Change(static workspace => workspace.Documents.Count > 1 ? workspace.Refresh() : workspace);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DidCloseAsync(DidCloseParams change)
    {
        session.Change(workspace => workspace.Close(change.TextDocument.Uri));
        return Task.CompletedTask;
    }
}
