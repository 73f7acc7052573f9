using DockerLint.LanguageServer.Protocol;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Server;

/// <summary>Something that the server does for its client: a few methods of the protocol that belong together.</summary>
internal interface IFeature
{
    /// <summary>Adds what is served to what the client is told of.</summary>
    /// <param name="server">What the other features have announced.</param>
    /// <param name="client">What the client can do.</param>
    ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server;

    /// <summary>Makes its methods known: <c>rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape&lt;…&gt;(), this, null)</c>.</summary>
    void Attach(JsonRpc rpc);
}
