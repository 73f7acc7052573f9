using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using DockerLint.Analysis;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Tests;

namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>Dockerfiles of many projects.</summary>
public sealed class CorpusTests
{
    private const int Files = 300;

    [Fact]
    [Trait(SharedData.Trait, SharedData.Conformance)]
    public async Task An_editor_is_told_what_the_command_line_finds_in_the_same_places()
    {
        string folder = Directory.CreateTempSubdirectory("dockerlint-").FullName;
        try
        {
            (string Name, string Text)[] files = [.. Texts().Select(static (text, index) => ($"{index}.Dockerfile", text))];
            foreach ((string name, string text) in files)
                await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
            ILookup<string, string> written = Written(folder, files);

            using Process server = Server.Start(folder, "lsp");
            await using TestClient client = await TestClient.StartAsync(server, folder);
            foreach ((string name, string text) in files)
            {
                string uri = $"file://{folder}/{name}";
                await client.OpenAsync(uri, text);
                Assert.Equal(written[name], (await client.DiagnosticsAsync(uri)).Select(static finding => Shown(finding!)).Order(StringComparer.Ordinal));
                await client.TellAsync("textDocument/didClose", $$"""{ "textDocument": { "uri": "{{uri}}" } }""");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    [Trait(SharedData.Trait, SharedData.Conformance)]
    public void A_line_that_cannot_be_read_hides_nothing_that_is_found_before_it() => Assert.All(Texts().Take(100), static text =>
    {
        string whole = text.EndsWith('\n') ? text : text + "\n";
        Document before = Documents.Of(whole);
        Document after = Documents.Of(whole + "\nWHAT is this\n");
        Assert.Subset(after.Findings.Select(Shown).ToHashSet(StringComparer.Ordinal), before.Findings.Select(Shown).ToHashSet(StringComparer.Ordinal));
        // In a template such a line may become another one.
        Assert.Contains(after.Findings, static finding => finding.Rule.Code is "DL1000" or "DK1019");
    });

    private static ILookup<string, string> Written(string folder, (string Name, string Text)[] files)
    {
        using Process lint = Server.Start(folder, ["--no-fail", "-f", "json", .. files.Select(static file => file.Name)]);
        return JsonDocument.Parse(lint.StandardOutput.ReadToEnd()).RootElement.EnumerateArray()
            .OrderBy(Shown, StringComparer.Ordinal)
            .ToLookup(static finding => finding.GetProperty("file").GetString()!, Shown);
    }

    /// <summary>Texts whose places the protocol and builders count alike: no byte order mark, no line end but these two.</summary>
    private static IEnumerable<string> Texts()
    {
        string[] texts = [.. SharedData.Lines("corpus/buildkit.jsonl")
            .Select(static entry => SharedData.Text("corpus/" + entry.GetProperty("file").GetString()))
            .Where(static text => text.Length > 0 && text[0] != '\uFEFF' && !text.Replace("\r\n", "\n", StringComparison.Ordinal).Contains('\r', StringComparison.Ordinal) && text.Length < 60_000)];
        return texts.Where((_, index) => index % Math.Max(texts.Length / Files, 1) == 0).Take(Files);
    }

    private static string Shown(JsonElement finding) =>
        $"{finding.GetProperty("line")}:{finding.GetProperty("column")}-{finding.GetProperty("endLine")}:{finding.GetProperty("endColumn")} {finding.GetProperty("code")} {finding.GetProperty("message")}";

    private static string Shown(JsonNode finding)
    {
        JsonNode range = finding["range"]!;
        return $"{One(range["start"]!["line"])}:{One(range["start"]!["character"])}-{One(range["end"]!["line"])}:{One(range["end"]!["character"])} {finding["code"]} {finding["message"]}";
    }

    private static int One(JsonNode? fromZero) => (int)fromZero! + 1;

    private static string Shown(Diagnostic finding) => $"{finding.Rule.Code} {finding.Span} {finding.Message}";
}
