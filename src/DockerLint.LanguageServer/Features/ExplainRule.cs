using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>Commands that the client asks for by name.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface ICommands
{
    /// <summary>Runs a command.</summary>
    [JsonRpcMethod("workspace/executeCommand", UseSingleObjectParameterDeserialization = true)]
    Task<string?> ExecuteCommandAsync(ExecuteCommandParams request, CancellationToken cancel);
}

/// <summary>Explains a rule: answers its page, and shows it in a browser where the client can do that.</summary>
internal sealed class ExplainRule(Session session) : IFeature, ICommands
{
    /// <summary>The name of the command; it takes a rule's code, name or alias.</summary>
    public const string Name = "dockerlint.explain";

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) =>
        server with { ExecuteCommandProvider = new ExecuteCommandOptions([Name]) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<ICommands>(), this, null);

    /// <inheritdoc/>
    public async Task<string?> ExecuteCommandAsync(ExecuteCommandParams request, CancellationToken cancel)
    {
        if (request.Command != Name)
            throw new LocalRpcException($"'{request.Command}' is no command; there is {Name}") { ErrorCode = ErrorCodes.InvalidParams };
        if (request.Arguments is not [{ ValueKind: JsonValueKind.String } word, ..] || RuleCatalog.Find(word.GetString()!) is not { } rule)
            throw new LocalRpcException($"{Name}: name a rule by its code, such as DL3007") { ErrorCode = ErrorCodes.InvalidParams };
        if (session.Capabilities.Window?.ShowDocument?.Support == true)
            await session.Client.OpenAsync(rule.Url).ConfigureAwait(false);
        else
            await session.Client.ShowAsync(3, $"{rule.Code} {rule.Name}: {rule.Summary} {rule.Url}").ConfigureAwait(false);
        return session.Host.PageOf(rule);
    }
}
