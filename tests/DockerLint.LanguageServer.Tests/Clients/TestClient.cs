using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace DockerLint.LanguageServer.Tests;

/// <summary>A client of the server that knows nothing but JSON and lengths.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private readonly Stream _output;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _asked = new();
    private readonly ConcurrentDictionary<string, Channel<JsonNode>> _told = new();
    private readonly SemaphoreSlim _writing = new(1);
    private int _lastId;

    private TestClient(Stream toServer, Stream fromServer, Task<bool> ended)
    {
        _output = toServer;
        Ended = ended;
        _ = ReadAsync(fromServer);
    }

    /// <summary>Is over when the server has ended: whether in order.</summary>
    public Task<bool> Ended { get; }

    /// <summary>What the client answers when it is asked for its settings.</summary>
    public JsonNode? Settings { get; set; }

    /// <summary>What <c>initialize</c> was answered.</summary>
    public JsonNode Initialized { get; private set; } = null!;

    /// <summary>A client of a server in this process, which has said hello.</summary>
    public static async Task<TestClient> StartAsync(
        IServerHost host, string capabilities = "{}", string folders = """[{ "uri": "file:///project", "name": "project" }]""", string options = "{}")
    {
        TestClient client = NotInitialized(host);
        await client.InitializeAsync(capabilities, folders, options);
        return client;
    }

    /// <summary>A client of a server in this process, which has said nothing yet.</summary>
    public static TestClient NotInitialized(IServerHost host)
    {
        var toServer = new Pipe();
        var toClient = new Pipe();
        Task<bool> ended = LanguageServer.RunAsync(toServer.Reader.AsStream(), toClient.Writer.AsStream(), host);
        return new TestClient(toServer.Writer.AsStream(), toClient.Reader.AsStream(), ended);
    }

    /// <summary>A client of the program.</summary>
    public static async Task<TestClient> StartAsync(Process server, string folder)
    {
        var client = new TestClient(server.StandardInput.BaseStream, server.StandardOutput.BaseStream, EndedAsync(server));
        await client.InitializeAsync("{}", $$"""[{ "uri": "file://{{folder}}", "name": "project" }]""", "{}");
        return client;
    }

    /// <summary>Asks something.</summary>
    /// <returns>The result.</returns>
    public async Task<JsonNode> AskAsync(string method, string? parameters) => (await AnswerAsync(method, parameters))["result"]!;

    /// <summary>Asks something.</summary>
    /// <returns>The whole answer.</returns>
    public Task<JsonNode> AnswerAsync(string method, string? parameters) => AnswerOrCancelAsync(method, parameters, CancellationToken.None);

    /// <summary>Asks something, and takes it back when it is cancelled.</summary>
    /// <returns>The whole answer.</returns>
    public async Task<JsonNode> AnswerOrCancelAsync(string method, string? parameters, CancellationToken cancel)
    {
        int id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        await WriteAsync($$"""{ "jsonrpc": "2.0", "id": {{id}}, "method": "{{method}}"{{(parameters is null ? "" : $", \"params\": {parameters}")}} }""");
        await using CancellationTokenRegistration registration = cancel.Register(() => _ = TellAsync("$/cancelRequest", $$"""{ "id": {{id}} }"""));
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public Task TellAsync(string method, string? parameters) =>
        WriteAsync($$"""{ "jsonrpc": "2.0", "method": "{{method}}"{{(parameters is null ? "" : $", \"params\": {parameters}")}} }""");

    public Task OpenAsync(string uri, string text, int version = 1, string language = "dockerfile") => TellAsync(
        "textDocument/didOpen",
        $$"""{ "textDocument": { "uri": "{{uri}}", "languageId": "{{language}}", "version": {{version}}, "text": {{JsonValue.Create(text).ToJsonString()}} } }""");

    public Task ChangeAsync(string uri, int version, string range, string text) => TellAsync(
        "textDocument/didChange",
        $$"""{ "textDocument": { "uri": "{{uri}}", "version": {{version}} }, "contentChanges": [{ "range": {{range}}, "text": {{JsonValue.Create(text).ToJsonString()}} }] }""");

    /// <summary>The next notification, or request, of that name.</summary>
    public async Task<JsonNode> NextAsync(string method) =>
        await Told(method).Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>What is found in a version of a document, once it is told.</summary>
    public async Task<JsonArray> DiagnosticsAsync(string uri, int? version = null)
    {
        while (true)
        {
            JsonNode told = await NextAsync("textDocument/publishDiagnostics");
            if ((string?)told["uri"] == uri && (version is null || (int?)told["version"] == version))
                return told["diagnostics"]!.AsArray();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _output.DisposeAsync();
        await Ended.WaitAsync(TimeSpan.FromSeconds(60));
        _writing.Dispose();
    }

    private static async Task<bool> EndedAsync(Process server)
    {
        await server.WaitForExitAsync();
        return server.ExitCode == 0;
    }

    private async Task InitializeAsync(string capabilities, string folders, string options)
    {
        Initialized = await AskAsync("initialize", $$"""
            { "processId": null, "rootUri": null, "capabilities": {{capabilities}}, "workspaceFolders": {{folders}}, "initializationOptions": {{options}} }
            """);
        await TellAsync("initialized", "{}");
    }

    private Channel<JsonNode> Told(string method) => _told.GetOrAdd(method, static _ => Channel.CreateUnbounded<JsonNode>());

    private async Task WriteAsync(string message)
    {
        await _writing.WaitAsync();
        try
        {
            await _output.WriteAsync(Wire.BytesOf(message));
            await _output.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync(Stream input)
    {
        while (await Wire.ReadAsync(input) is { } message)
        {
            if (message["method"] is not { } method)
            {
                if (_asked.TryRemove((int)message["id"]!, out TaskCompletionSource<JsonNode>? asked))
                    asked.SetResult(message);
                continue;
            }

            if (message["id"] is { } id)
            {
                string result = (string?)method == "workspace/configuration" ? $"[{Settings?.ToJsonString() ?? "null"}]" : "null";
                await WriteAsync($$"""{ "jsonrpc": "2.0", "id": {{id.ToJsonString()}}, "result": {{result}} }""");
            }

            Told((string)method!).Writer.TryWrite(message["params"] ?? new JsonObject());
        }
    }
}
