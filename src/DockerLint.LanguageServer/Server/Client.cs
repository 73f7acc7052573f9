using System.Text.Json;
using DockerLint.LanguageServer.Protocol;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Server;

/// <summary>What can be said to, and asked of, the client.</summary>
internal sealed class Client(JsonRpc rpc)
{
    /// <summary>Says what is found in a document.</summary>
    public Task PublishAsync(string uri, int? version, IReadOnlyList<LspDiagnostic> diagnostics) => NotifyAsync(
        "textDocument/publishDiagnostics", version is { } number
            ? [Of("uri", uri), Of("version", number), Of("diagnostics", diagnostics)]
            : [Of("uri", uri), Of("diagnostics", diagnostics)]);

    /// <summary>Writes to the log that the user can open.</summary>
    public Task LogAsync(string message) => NotifyAsync("window/logMessage", Of("type", 1), Of("message", message));

    /// <summary>Shows a message.</summary>
    /// <param name="type">1: an error, 2: a warning, 3: for information.</param>
    /// <param name="message">The message.</param>
    public Task ShowAsync(int type, string message) => NotifyAsync("window/showMessage", Of("type", type), Of("message", message));

    /// <summary>Says how far something has come.</summary>
    /// <param name="token">By which the client knows it.</param>
    /// <param name="progress">How far.</param>
    public Task ProgressAsync(JsonElement token, WorkProgress progress) => NotifyAsync("$/progress", Of("token", token), Of("value", progress));

    /// <summary>Shows a page outside of the editor.</summary>
    public Task OpenAsync(string url) => AskAsync<JsonElement>("window/showDocument", Of("uri", url), Of("external", true));

    /// <summary>Asks to be told of something from now on.</summary>
    public Task RegisterAsync(Registration registration) =>
        AskAsync<JsonElement>("client/registerCapability", Of<IReadOnlyList<Registration>>("registrations", [registration]));

    /// <summary>Asks for a section of the settings.</summary>
    public async Task<JsonElement?> SettingsAsync(string section)
    {
        IReadOnlyList<JsonElement>? answers = await AskAsync<IReadOnlyList<JsonElement>>(
            "workspace/configuration", Of<IReadOnlyList<ConfigurationItem>>("items", [new ConfigurationItem(section)])).ConfigureAwait(false);
        return answers is [var first, ..] ? first : null;
    }

    /// <summary>Asks the client to ask for diagnostics again.</summary>
    public Task RefreshDiagnosticsAsync() => AskAsync<JsonElement>("workspace/diagnostic/refresh");

    private Task NotifyAsync(string method, params ReadOnlySpan<Argument> arguments)
    {
        (Dictionary<string, object?> values, Dictionary<string, Type> types) = Named(arguments);
        return rpc.NotifyWithParameterObjectAsync(method, values, types);
    }

    private Task<T> AskAsync<T>(string method, params ReadOnlySpan<Argument> arguments)
    {
        (Dictionary<string, object?> values, Dictionary<string, Type> types) = Named(arguments);
        return rpc.InvokeWithParameterObjectAsync<T>(method, values, types, CancellationToken.None);
    }

    private static Argument Of<T>(string name, T value) => new(name, value, typeof(T));

    private static (Dictionary<string, object?> Values, Dictionary<string, Type> Types) Named(ReadOnlySpan<Argument> arguments)
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        Dictionary<string, Type> types = new(StringComparer.Ordinal);
        foreach (Argument argument in arguments)
        {
            values.Add(argument.Name, argument.Value);
            types.Add(argument.Name, argument.Type);
        }

        return (values, types);
    }

    private readonly record struct Argument(string Name, object? Value, Type Type);
}
