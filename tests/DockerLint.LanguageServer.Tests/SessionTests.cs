using System.Text.Json.Nodes;
using DockerLint.Analysis;
using DockerLint.Analysis.ShellCheck;
using DockerLint.References;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Tests;

/// <summary>A client and the server, message by message.</summary>
public sealed class SessionTests
{
    private const string Uri = "file:///project/Dockerfile";
    private const string Pulling = """{ "textDocument": { "diagnostic": {} } }""";

    [Fact]
    public async Task A_session_starts_and_ends_as_the_protocol_wants_it()
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost());
        Assert.Equal("dockerlint", (string?)client.Initialized["serverInfo"]!["name"]);
        Assert.Equal(2, (int?)client.Initialized["capabilities"]!["textDocumentSync"]!["change"]);
        JsonNode answer = await client.AnswerAsync("shutdown", null);
        Assert.True(answer.AsObject().ContainsKey("result"));
        Assert.Null(answer["result"]);
        foreach ((string method, string? parameters) in ((string, string?)[])[("workspace/symbol", """{ "query": "" }"""), ("shutdown", null)])
            Assert.Equal(-32600, (int?)(await client.AnswerAsync(method, parameters))["error"]?["code"]);
        await client.TellAsync("exit", null);
        Assert.True(await client.Ended.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_session_that_just_ends_is_not_in_order()
    {
        TestClient client = await TestClient.StartAsync(new MemoryHost());
        await client.DisposeAsync();
        Assert.False(await client.Ended);
    }

    [Theory]
    [InlineData("""{}""", "utf-16")]
    [InlineData("""{ "general": { "positionEncodings": ["utf-8", "utf-16"] } }""", "utf-8")]
    public async Task Client_and_server_agree_on_units(string capabilities, string encoding)
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost(), capabilities);
        Assert.Equal(encoding, (string?)client.Initialized["capabilities"]!["positionEncoding"]);
    }

    /// <summary>-32602 is JSON-RPC's code for parameters that are not those of the method.</summary>
    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "textDocument": {}, "position": { "line": 0, "character": 0 } }""")]
    [InlineData("""{ "textDocument": null, "position": { "line": 0, "character": 0 } }""")]
    [InlineData("""{ "textDocument": { "uri": "file:///project/Dockerfile" }, "position": { "line": -1.5, "character": 0 } }""")]
    public async Task Parameters_that_are_none_are_refused(string parameters)
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost());
        JsonNode answer = await client.AnswerAsync("textDocument/hover", parameters);
        Assert.True(answer["error"]?["code"] is { } code && (int)code == -32602, answer.ToJsonString());
    }

    [Fact]
    public async Task Findings_appear_change_and_vanish_while_somebody_types()
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost());
        await client.OpenAsync(Uri, "FROM alpine\nUSER u\nCMD [\"x\"]\n");
        JsonNode finding = Assert.Single(await client.DiagnosticsAsync(Uri, 1))!;
        Assert.Equal("DL3006", (string?)finding["code"]);
        Assert.Equal("dockerlint", (string?)finding["source"]);
        Assert.EndsWith("/DL3006.md", (string?)finding["codeDescription"]!["href"]);
        Assert.Equal("""{"start":{"line":0,"character":5},"end":{"line":0,"character":11}}""", finding["range"]!.ToJsonString());

        await client.ChangeAsync(Uri, 2, """{ "start": { "line": 0, "character": 11 }, "end": { "line": 0, "character": 11 } }""", ":latest");
        Assert.Equal("DL3007", (string?)Assert.Single(await client.DiagnosticsAsync(Uri, 2))!["code"]);

        await client.ChangeAsync(Uri, 3, """{ "start": { "line": 0, "character": 12 }, "end": { "line": 0, "character": 18 } }""", "3.22");
        Assert.Empty(await client.DiagnosticsAsync(Uri, 3));

        await client.ChangeAsync(Uri, 4, """{ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } }""", "FORM\n");
        Assert.Contains(await client.DiagnosticsAsync(Uri, 4), static finding => (string?)finding!["code"] == "DL1000");

        await client.TellAsync("textDocument/didClose", $$"""{ "textDocument": { "uri": "{{Uri}}" } }""");
        Assert.Empty(await client.DiagnosticsAsync(Uri));
    }

    [Fact]
    public async Task What_is_told_is_never_older_than_what_was_told_before()
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost());
        await client.OpenAsync(Uri, "FROM alpine\n");
        for (int version = 2; version <= 200; version++)
            await client.ChangeAsync(Uri, version, """{ "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 0 } }""", "RUN cd x\n");
        int last = 0;
        while (last < 200)
        {
            int version = (int)(await client.NextAsync("textDocument/publishDiagnostics"))["version"]!;
            Assert.True(version > last, $"{version} after {last}");
            last = version;
        }
    }

    [Fact]
    public async Task A_client_that_asks_for_diagnostics_is_answered_and_not_told()
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost(), Pulling);
        await client.OpenAsync(Uri, "FROM alpine\n");
        JsonNode full = await client.AskAsync("textDocument/diagnostic", $$"""{ "textDocument": { "uri": "{{Uri}}" } }""");
        Assert.Equal("full", (string?)full["kind"]);
        Assert.Contains(full["items"]!.AsArray(), static finding => (string?)finding!["code"] == "DL3006");
        string again = $$"""{ "textDocument": { "uri": "{{Uri}}" }, "previousResultId": {{full["resultId"]!.ToJsonString()}} }""";
        Assert.Equal("unchanged", (string?)(await client.AskAsync("textDocument/diagnostic", again))["kind"]);
        await client.ChangeAsync(Uri, 2, """{ "start": { "line": 0, "character": 11 }, "end": { "line": 0, "character": 11 } }""", ":3");
        JsonNode changed = await client.AskAsync("textDocument/diagnostic", again);
        Assert.Equal("full", (string?)changed["kind"]);
        Assert.DoesNotContain(changed["items"]!.AsArray(), static finding => (string?)finding!["code"] == "DL3006");
    }

    [Fact]
    public async Task All_files_of_all_folders_can_be_asked_for()
    {
        MemoryHost host = MemoryHost.With(
            ("/project/Dockerfile", "FROM alpine\n"),
            ("/project/compose.yaml", "services:\n  a:\n    image: redis:latest\n"),
            ("/project/left-out/Dockerfile", "FROM alpine\n"),
            ("/project/.dockerlint.yaml", "exclude: [left-out]\n"),
            ("/other/Dockerfile", "FROM alpine\n"));
        await using TestClient client = await TestClient.StartAsync(
            host, Pulling, """[{ "uri": "file:///project", "name": "a" }, { "uri": "file:///other", "name": "b" }]""");
        JsonNode report = await client.AskAsync("workspace/diagnostic", """{ "previousResultIds": [], "workDoneToken": 7 }""");
        Assert.Equal(
            ["file:///other/Dockerfile", "file:///project/Dockerfile", "file:///project/compose.yaml"],
            report["items"]!.AsArray().Where(static item => item!["items"]!.AsArray().Count > 0).Select(static item => (string?)item!["uri"]).Order(StringComparer.Ordinal));
        Assert.Equal("begin", (string?)(await client.NextAsync("$/progress"))["value"]!["kind"]);

        Task<JsonNode> next = client.AskAsync("workspace/diagnostic", """{ "previousResultIds": [] }""");
        host.Texts["/other/Dockerfile"] = "FROM alpine:3\nUSER u\nCMD [\"x\"]\n";
        await client.TellAsync("workspace/didChangeWatchedFiles", """{ "changes": [{ "uri": "file:///other/Dockerfile", "type": 2 }] }""");
        JsonNode other = (await next)["items"]!.AsArray().Single(static item => (string?)item!["uri"] == "file:///other/Dockerfile")!;
        Assert.Empty(other["items"]!.AsArray());
    }

    [Fact]
    public async Task A_request_can_be_taken_back()
    {
        MemoryHost host = MemoryHost.With(("/project/Dockerfile", "FROM alpine\n"));
        await using TestClient client = await TestClient.StartAsync(host, Pulling);
        await client.AskAsync("workspace/diagnostic", """{ "previousResultIds": [] }""");
        using var cancel = new CancellationTokenSource();
        Task<JsonNode> waiting = client.AnswerOrCancelAsync("workspace/diagnostic", """{ "previousResultIds": [] }""", cancel.Token);
        await cancel.CancelAsync();
        Assert.Equal(-32800, (int?)(await waiting)["error"]!["code"]);
    }

    [Theory]
    [InlineData("""{ "dockerlint": { "ignore": ["DL3006"] } }""")]
    [InlineData("""{ "ignore": ["DL3006", 7], "profile": 3 }""")]
    public async Task Settings_are_taken_at_the_start(string options)
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost(), options: options);
        await client.OpenAsync(Uri, "FROM alpine\nUSER u\nCMD [\"x\"]\n");
        Assert.Empty(await client.DiagnosticsAsync(Uri, 1));
    }

    [Fact]
    public async Task Settings_are_asked_for_when_they_change()
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost(), """{ "workspace": { "configuration": true } }""");
        await client.NextAsync("workspace/configuration");
        await client.OpenAsync(Uri, "FROM alpine\nUSER u\nCMD [\"x\"]\n");
        Assert.Single(await client.DiagnosticsAsync(Uri));
        client.Settings = JsonNode.Parse("""{ "ignore": ["DL3006"] }""");
        await client.TellAsync("workspace/didChangeConfiguration", """{ "settings": null }""");
        Assert.Empty(await client.DiagnosticsAsync(Uri));
    }

    [Fact]
    public async Task A_configuration_that_changes_counts_at_once()
    {
        var host = new MemoryHost();
        await using TestClient client = await TestClient.StartAsync(host, """{ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } }""");
        JsonNode registration = await client.NextAsync("client/registerCapability");
        Assert.Equal("workspace/didChangeWatchedFiles", (string?)registration["registrations"]![0]!["method"]);
        await client.OpenAsync(Uri, "FROM alpine\nUSER u\nCMD [\"x\"]\n");
        Assert.Single(await client.DiagnosticsAsync(Uri));
        host.Texts["/project/.dockerlint.yaml"] = "rules: {DL3006: {severity: none}}\n";
        await client.TellAsync("workspace/didChangeWatchedFiles", """{ "changes": [{ "uri": "file:///project/.dockerlint.yaml", "type": 1 }] }""");
        Assert.Empty(await client.DiagnosticsAsync(Uri));
    }

    [Fact]
    public async Task What_is_wrong_with_a_configuration_is_told_where_it_is_written()
    {
        MemoryHost host = MemoryHost.With(("/project/.dockerlint.yaml", "rules: {DL3O06: {severity: none}}\n"));
        await using TestClient client = await TestClient.StartAsync(host);
        await client.OpenAsync(Uri, "FROM alpine\n");
        JsonNode problem = Assert.Single(await client.DiagnosticsAsync("file:///project/.dockerlint.yaml"))!;
        Assert.Equal(1, (int?)problem["severity"]);
        host.Texts["/project/.dockerlint.yaml"] = "rules: {DL3006: {severity: none}}\n";
        await client.TellAsync("workspace/didChangeWatchedFiles", """{ "changes": [{ "uri": "file:///project/.dockerlint.yaml", "type": 2 }] }""");
        Assert.Empty(await client.DiagnosticsAsync("file:///project/.dockerlint.yaml"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_configuration_is_told_as_well_while_it_is_open()
    {
        const string Configuration = "file:///project/.dockerlint.yaml";
        const string Wrong = "rules: {DL3O06: {severity: none}}\n";
        await using TestClient client = await TestClient.StartAsync(MemoryHost.With(("/project/.dockerlint.yaml", Wrong)));
        await client.OpenAsync(Uri, "FROM alpine\n");
        Assert.Single(await client.DiagnosticsAsync(Configuration));
        int version = 1;
        foreach (Func<Task> change in (Func<Task>[])
        [
            () => client.OpenAsync(Configuration, Wrong, language: "yaml"),
            () => client.ChangeAsync(Configuration, 2, """{ "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 0 } }""", "# x\n"),
            () => client.TellAsync("textDocument/didClose", $$"""{ "textDocument": { "uri": "{{Configuration}}" } }"""),
        ])
        {
            await change();
            await client.ChangeAsync(Uri, ++version, """{ "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 0 } }""", "# x\n");
            Assert.Single(await client.DiagnosticsAsync(Configuration));
        }
    }

    [Fact]
    public async Task A_configuration_that_does_not_count_any_more_has_nothing_wrong()
    {
        MemoryHost host = MemoryHost.With(("/project/.dockerlint.yaml", "rules: {DL3O06: {severity: none}}\n"), ("/project/other.yaml", "profile: none-such\n"));
        await using TestClient client = await TestClient.StartAsync(host);
        await client.OpenAsync(Uri, "FROM alpine\n");
        Assert.Single(await client.DiagnosticsAsync("file:///project/.dockerlint.yaml"));
        await client.TellAsync("workspace/didChangeConfiguration", """{ "settings": { "config": "other.yaml" } }""");
        Assert.Single(await client.DiagnosticsAsync("file:///project/other.yaml"));
        Assert.Empty(await client.DiagnosticsAsync("file:///project/.dockerlint.yaml"));
        await client.TellAsync("workspace/didChangeConfiguration", """{ "settings": {} }""");
        Assert.Single(await client.DiagnosticsAsync("file:///project/.dockerlint.yaml"));
        Assert.Empty(await client.DiagnosticsAsync("file:///project/other.yaml"));
        await client.TellAsync("textDocument/didClose", $$"""{ "textDocument": { "uri": "{{Uri}}" } }""");
        Assert.True(host.Texts.TryRemove("/project/.dockerlint.yaml", out _));
        await client.TellAsync("workspace/didChangeWatchedFiles", """{ "changes": [{ "uri": "file:///project/.dockerlint.yaml", "type": 3 }] }""");
        Assert.Empty(await client.DiagnosticsAsync("file:///project/.dockerlint.yaml"));
    }

    [Fact]
    public async Task An_image_is_pinned_to_what_its_registry_says_where_that_may_be_asked()
    {
        const string Modern = """{ "textDocument": { "codeAction": { "dataSupport": true, "resolveSupport": { "properties": ["edit"] } } } }""";
        const string All = """{ "textDocument": { "uri": "file:///project/Dockerfile" }, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 99 } }, "context": { "diagnostics": [], "only": ["refactor"] } }""";
        Assert.True(Digest.TryParse("sha256:" + new string('b', 64), out Digest? digest, out _));
        var host = new MemoryHost();
        host.Digests["docker.io/library/alpine:3"] = digest;
        await using TestClient client = await TestClient.StartAsync(host, Modern, options: """{ "online": true }""");
        await client.OpenAsync(Uri, "FROM alpine:3\nFROM nowhere:1\n");
        JsonArray actions = (await client.AskAsync("textDocument/codeAction", All)).AsArray();
        Assert.Equal(["Pin 'alpine:3' to its digest", "Pin 'nowhere:1' to its digest"], actions.Select(static action => (string?)action!["title"]));
        JsonNode pinned = await client.AskAsync("codeAction/resolve", actions[0]!.ToJsonString());
        Assert.Equal($"@{digest}", (string?)pinned["edit"]!["changes"]![Uri]![0]!["newText"]);
        JsonNode missing = await client.AskAsync("codeAction/resolve", actions[1]!.ToJsonString());
        Assert.Null(missing["edit"]);
        Assert.Contains("nowhere", (string?)(await client.NextAsync("window/showMessage"))["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShellCheck_joins_in_when_nobody_types_where_it_is_wanted()
    {
        var host = new MemoryHost
        {
            ShellCheck = static (model, setting) => setting == "auto"
                ? [new ShellCheckComment(2181, Severity.Info, "check it directly", model.Syntax.Instructions.OfType<RunSyntax>().First(), new TextSpan(13, 3))]
                : [],
        };
        await using TestClient client = await TestClient.StartAsync(host, options: """{ "shellcheck": "auto" }""");
        await client.OpenAsync(Uri, "FROM alpine\nRUN x\nUSER u\nCMD [\"x\"]\n");
        Assert.DoesNotContain(await client.DiagnosticsAsync(Uri, 1), static finding => (string?)finding!["code"] == "SC2181");
        Assert.Contains(await client.DiagnosticsAsync(Uri, 1), static finding => (string?)finding!["code"] == "SC2181");
    }

    [Fact]
    public async Task What_all_files_say_together_is_found_in_each()
    {
        MemoryHost host = MemoryHost.With(
            ("/project/compose.yaml", "services:\n  a:\n    image: redis:7.4\n"), ("/project/Dockerfile", "FROM redis:7.2\n"), ("/project/sub/Dockerfile", "FROM redis:7\n"));
        await using TestClient client = await TestClient.StartAsync(host, options: """{ "select": ["DK2009"] }""");
        await client.OpenAsync(Uri, "FROM redis:7.2\n");
        JsonNode finding = (await client.DiagnosticsAsync(Uri, 1)).Single(static finding => (string?)finding!["code"] == "DK2009")!;
        Assert.Contains("compose.yaml:3", (string?)finding["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_can_be_opened_later()
    {
        MemoryHost host = MemoryHost.With(("/later/.hadolint.yaml", "ignored: [DL3006]\n"));
        await using TestClient client = await TestClient.StartAsync(host);
        await client.OpenAsync("file:///later/sub/Dockerfile", "FROM alpine\nUSER 1\nCMD [\"x\"]\n");
        Assert.Single(await client.DiagnosticsAsync("file:///later/sub/Dockerfile"));
        await client.TellAsync(
            "workspace/didChangeWorkspaceFolders", """{ "event": { "added": [{ "uri": "file:///later/", "name": "later" }], "removed": [] } }""");
        Assert.Empty(await client.DiagnosticsAsync("file:///later/sub/Dockerfile"));
    }

    [Fact]
    public async Task A_rule_is_explained()
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost(), """{ "window": { "showDocument": { "support": true } } }""");
        JsonNode page = await client.AskAsync("workspace/executeCommand", """{ "command": "dockerlint.explain", "arguments": ["DL3007"] }""");
        Assert.Equal("# DL3007", (string?)page);
        Assert.EndsWith("DL3007.md", (string?)(await client.NextAsync("window/showDocument"))["uri"]);
        Assert.Equal(-32602, (int?)(await client.AnswerAsync("workspace/executeCommand", """{ "command": "dockerlint.explain", "arguments": ["DL9"] }"""))["error"]!["code"]);
        Assert.Equal(-32602, (int?)(await client.AnswerAsync("workspace/executeCommand", """{ "command": "format.disk" }"""))["error"]!["code"]);
    }

    [Theory]
    [InlineData("textDocument/documentSymbol", """{ "textDocument": { "uri": "file:///project/Dockerfile" } }""")]
    [InlineData("textDocument/codeAction", """{ "textDocument": { "uri": "file:///project/Dockerfile" }, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } }, "context": { "diagnostics": [] } }""")]
    public async Task Before_it_is_initialized_and_about_what_is_not_open_nothing_is_answered(string method, string parameters)
    {
        await using TestClient early = TestClient.NotInitialized(new MemoryHost());
        Assert.Equal(-32002, (int?)(await early.AnswerAsync(method, parameters))["error"]!["code"]);
        await using TestClient client = await TestClient.StartAsync(new MemoryHost());
        Assert.Null((await client.AnswerAsync(method, parameters))["result"]);
    }

    [Fact]
    public async Task What_is_not_served_is_said_so_and_what_is_not_known_is_passed_over()
    {
        await using TestClient client = await TestClient.StartAsync(new MemoryHost());
        await client.TellAsync("$/setTrace", """{ "value": "off" }""");
        await client.TellAsync("some/notification", "{}");
        Assert.Equal(-32601, (int?)(await client.AnswerAsync("some/request", "{}"))["error"]!["code"]);
    }
}
