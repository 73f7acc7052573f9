using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
#if NET9_0_OR_GREATER
using System.Text.Json.Serialization.Metadata;
#endif
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using StreamJsonRpc;

namespace DockerLint.LanguageServer;

/// <summary>Serves one client: the Language Server Protocol, version 3.17, on two streams.</summary>
public static class LanguageServer
{
    /// <summary>Serves until the client says that it is enough, or is gone.</summary>
    /// <param name="input">What the client says.</param>
    /// <param name="output">What is said to the client.</param>
    /// <param name="host">The machine.</param>
    /// <returns>Whether it ended as the protocol wants it: <c>shutdown</c> and then <c>exit</c>.</returns>
    public static async Task<bool> RunAsync(Stream input, Stream output, IServerHost host)
    {
        using var rpc = new Connection(new HeaderDelimitedMessageHandler(output, input, Formatter()))
        {
            CancelLocallyInvokedMethodsWhenConnectionIsClosed = true,
        };
        var session = new Session(host, new Client(rpc));
        rpc.IsShutDown = () => session.IsShutDown;
        FeatureList.Attach(session, rpc);
        rpc.StartListening();
        await Task.WhenAny(session.Ended, rpc.Completion).ConfigureAwait(false);
        return session.IsShutDown;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "All types are in the generated context; there is no other resolver.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "All types are in the generated context; there is no other resolver.")]
    private static SystemTextJsonFormatter Formatter() => new()
    {
        JsonSerializerOptions = new JsonSerializerOptions
        {
#if NET9_0_OR_GREATER
            TypeInfoResolver = ProtocolJson.Default.WithAddedModifier(Optional),
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
#else
            // It cannot tell what is missing, which becomes an error of the request as well, in other words.
            TypeInfoResolver = ProtocolJson.Default,
#endif
            Converters = { new WrittenText() },
            // Nobody takes it for HTML, so that quotes can stay what they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        },
    };

#if NET9_0_OR_GREATER
    /// <summary>What may be null need not be said; without all else a message is refused.</summary>
    private static void Optional(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties)
            property.IsRequired &= property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is null : !property.IsSetNullable;
    }
#endif
}
