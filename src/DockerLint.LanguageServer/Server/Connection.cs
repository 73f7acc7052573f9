using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace DockerLint.LanguageServer.Server;

/// <summary>
/// A connection that tells a client whose parameters are not those of the method so, where the package calls it a failure of the
/// method, and that answers no request after <c>shutdown</c>.
/// </summary>
internal sealed class Connection(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    /// <summary>Whether the client has said that it needs nothing more.</summary>
    public Func<bool> IsShutDown { get; set; } = static () => false;

    /// <inheritdoc/>
    protected override ValueTask<JsonRpcMessage> DispatchRequestAsync(JsonRpcRequest request, TargetMethod targetMethod, CancellationToken cancellationToken)
    {
        if (!IsShutDown() || !request.IsResponseExpected)
            return base.DispatchRequestAsync(request, targetMethod, cancellationToken);
        var error = new JsonRpcError.ErrorDetail { Code = (JsonRpcErrorCode)ErrorCodes.InvalidRequest, Message = "the server is shut down; all that can follow is exit" };
        return ValueTask.FromResult<JsonRpcMessage>(new JsonRpcError { RequestId = request.RequestId, Error = error });
    }

    /// <inheritdoc/>
    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception) => exception is JsonException
        ? new JsonRpcError.ErrorDetail { Code = JsonRpcErrorCode.InvalidParams, Message = exception.Message }
        : base.CreateErrorDetails(request, exception);
}
