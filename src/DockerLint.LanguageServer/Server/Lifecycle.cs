using System.Collections.Immutable;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Server;

/// <summary>How a connection starts and ends.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ILifecycle
{
    /// <summary>The client says what it can do.</summary>
    [JsonRpcMethod("initialize", UseSingleObjectParameterDeserialization = true)]
    Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancel);

    /// <summary>The client needs nothing more.</summary>
    [JsonRpcMethod("shutdown")]
    Task<object?> ShutdownAsync(CancellationToken cancel);

    /// <summary>The server is to end.</summary>
    [JsonRpcMethod("exit")]
    Task ExitAsync();
}

/// <inheritdoc cref="ILifecycle"/>
internal sealed class Lifecycle(Session session, ImmutableArray<IFeature> features) : ILifecycle
{
    /// <summary>Makes its methods known.</summary>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ILifecycle>(), this, null);

    /// <inheritdoc/>
    public Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancel)
    {
        if (session.IsInitialized)
            throw new LocalRpcException("the server is initialized already; start another one") { ErrorCode = ErrorCodes.InvalidRequest };
        ClientCapabilities client = request.Capabilities ?? new ClientCapabilities();
        PositionEncoding encoding = PositionEncodings.Choose(client.General?.PositionEncodings);
        session.Start(client, WorkspaceState.Of(session.Host, FoldersOf(request), ClientSettings.Read(request.InitializationOptions), encoding));
        ServerCapabilities server = new() { PositionEncoding = PositionEncodings.WordOf(encoding) };
        foreach (IFeature feature in features)
            server = feature.Announce(server, client);
        return Task.FromResult(new InitializeResult(server, new ServerInfo("dockerlint", session.Host.Version)));
    }

    /// <inheritdoc/>
    public Task<object?> ShutdownAsync(CancellationToken cancel)
    {
        session.ShutDown();
        return Task.FromResult<object?>(null);
    }

    /// <inheritdoc/>
    public Task ExitAsync()
    {
        session.End();
        return Task.CompletedTask;
    }

    private static ImmutableArray<string> FoldersOf(InitializeParams request)
    {
        IEnumerable<string> uris = request.WorkspaceFolders?.Select(static folder => folder.Uri) ?? (request.RootUri is { } root ? [root] : []);
        return [.. uris.Select(DocumentUri.PathOf).OfType<string>().Select(static path => path.TrimEnd('/'))];
    }
}
