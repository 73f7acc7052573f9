using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Fuzzing.Engine;
using DockerLint.LanguageServer.Tests;

namespace DockerLint.Fuzzing.Targets;

/// <summary>What clients tell the language server.</summary>
internal static class MessageTarget
{
    /// <summary>JSON-RPC's code for a method that has thrown what it does not mean to throw.</summary>
    private const int InvocationError = -32000;

    private const string Open = """{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///project/Dockerfile","languageId":"dockerfile","version":1,"text":"# c\nARG V=latest\nFROM alpine:$V AS a\nRUN cd /x && apt-get install -y curl | sh\nFROM scratch\nCOPY --from=a /a /b\n"}}}""";

    private static readonly string[] s_atPlaces =
    [
        "hover", "completion", "signatureHelp", "definition", "references", "documentHighlight", "documentSymbol", "documentLink", "codeLens", "inlayHint", "foldingRange", "selectionRange", "prepareRename", "rename",
        "formatting", "rangeFormatting", "onTypeFormatting", "codeAction", "diagnostic", "semanticTokens/full", "semanticTokens/full/delta", "semanticTokens/range",
    ];

    /// <summary>
    /// Messages, one on each line, after a client has said who it is: each request is answered, and none by what it throws.
    /// After what is no message of JSON-RPC the server may hang up; a line that is no JSON comes between messages.
    /// </summary>
    public static FuzzTarget Messages { get; } = FuzzTarget.OfText("messages", Words.Messages, Seeds, static text => RunAsync(text).GetAwaiter().GetResult());

    private static IEnumerable<string> Seeds()
    {
        foreach (string method in s_atPlaces)
        {
            yield return $$$"""
                {{{Open}}}
                {"jsonrpc":"2.0","id":1,"method":"textDocument/{{{method}}}","params":{"textDocument":{"uri":"file:///project/Dockerfile"},"position":{"line":2,"character":14},"positions":[{"line":3,"character":5}],"range":{"start":{"line":0,"character":0},"end":{"line":5,"character":9}},"newName":"B","ch":"\n","options":{"tabSize":4,"insertSpaces":true},"context":{"diagnostics":[],"includeDeclaration":true},"previousResultId":"1"}}
                """;
        }

        yield return Open + """

            {"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///project/Dockerfile","version":2},"contentChanges":[{"range":{"start":{"line":1,"character":0},"end":{"line":2,"character":3}},"text":"RUN x\r\n"},{"text":"FROM b\n"}]}}
            {"jsonrpc":"2.0","id":2,"method":"workspace/symbol","params":{"query":"a"}}
            {"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"file:///project/.editorconfig","type":1}]}}
            {"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"dockerlint":{"profile":"all"}}}}
            {"jsonrpc":"2.0","id":3,"method":"workspace/executeCommand","params":{"command":"dockerlint.explain","arguments":["DL3006"]}}
            {"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///project/Dockerfile"}}}
            """;
        yield return "Content-Length: 3\r\nContent-Type: a\r\n";
    }

    private static async Task RunAsync(string text)
    {
        var toServer = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var toClient = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await using Stream output = toServer.Writer.AsStream();
        Task<bool> server = ServeAsync(toServer.Reader.AsStream(), toClient.Writer.AsStream());

        output.Write(Wire.BytesOf("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{},"workspaceFolders":[{"uri":"file:///project","name":"p"}]}}"""));
        HashSet<int> asked = [0];
        bool mayHangUp = false;
        foreach (string line in text.Split('\n').Where(static line => line.Length > 0))
        {
            if (Message(line, asked.Count) is not { } message)
            {
                mayHangUp = true;
                output.Write(Encoding.UTF8.GetBytes(line + "\n"));
            }
            else
            {
                mayHangUp |= !message.IsCall;
                if (message.IsAsked)
                    asked.Add(asked.Count);
                output.Write(Wire.BytesOf(message.Text));
            }
        }

        await output.FlushAsync();
        if (mayHangUp)
            await output.DisposeAsync();
        using Stream input = toClient.Reader.AsStream();
        while (asked.Count > 0 && await Wire.ReadAsync(input) is { } answer)
        {
            if (answer["method"] is null && answer["id"] is JsonValue id && id.TryGetValue(out int number))
                asked.Remove(number);
            if (answer["error"]?["code"] is JsonValue code && (int)code == InvocationError)
                throw new InvalidOperationException($"The server answers {answer.ToJsonString()}");
        }

        await output.DisposeAsync();
        await server;
        if (asked.Count > 0 && !mayHangUp)
            throw new InvalidOperationException($"The server hung up before it answered {string.Join(", ", asked)}");
    }

    private static async Task<bool> ServeAsync(Stream input, Stream output)
    {
        try
        {
            return await LanguageServer.LanguageServer.RunAsync(input, output, new MemoryHost());
        }
        finally
        {
            await output.DisposeAsync();
        }
    }

    /// <summary>A message, with an identifier of ours where it has one; null where the line is none.</summary>
    private static Sent? Message(string line, int id)
    {
        try
        {
            using JsonDocument read = JsonDocument.Parse(line);
            if (read.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            // As it is written: what is escaped may be no text, such as half a pair of surrogates.
            List<(string Name, string Value)> members = [.. read.RootElement.EnumerateObject()
                .Select(member => (Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member)), member.Value.GetRawText()))
                .Select(member => member is ("id", _) ? ("id", id.ToString(CultureInfo.InvariantCulture)) : member)];
            return new Sent(
                $"{{{string.Join(',', members.Select(static member => $"\"{member.Name}\":{member.Value}"))}}}",
                members.Exists(static member => member.Name == "id"),
                members.DistinctBy(static member => member.Name).Count() == members.Count && IsCall(members));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether it is a request or notification, by what JSON-RPC takes for one.</summary>
    private static bool IsCall(IEnumerable<(string Name, string Value)> members)
    {
        Dictionary<string, string> values = members.ToDictionary(static member => member.Name, static member => member.Value, StringComparer.Ordinal);
        return values.GetValueOrDefault("jsonrpc") == "\"2.0\""
            && values.GetValueOrDefault("method") is ['"', ..] method && !method.Contains('\\', StringComparison.Ordinal)
            && values.GetValueOrDefault("params") is ['{' or '[', ..] or "null" or null
            && !values.ContainsKey("result") && !values.ContainsKey("error");
    }

    /// <summary>What the client says.</summary>
    /// <param name="Text">The message.</param>
    /// <param name="IsAsked">Whether it has an identifier.</param>
    /// <param name="IsCall">Whether it is a request or a notification.</param>
    private sealed record Sent(string Text, bool IsAsked, bool IsCall);
}
