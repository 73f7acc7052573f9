using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace DockerLint.LanguageServer.Server;

/// <summary>A connection that tells a client whose parameters are not those of the method so; the package calls it a failure of the method.</summary>
internal sealed class Connection(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    /// <inheritdoc/>
    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception) => exception is JsonException
        ? new JsonRpcError.ErrorDetail { Code = JsonRpcErrorCode.InvalidParams, Message = exception.Message }
        : base.CreateErrorDetails(request, exception);
}
