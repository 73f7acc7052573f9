using System.Text.Json;

namespace DockerLint.Cli.Tests;

public sealed class ParseTests
{
    [Theory]
    [InlineData("RUN --mount=type=cache,target=/x a \\\n  b", """{"keyword":"run","startLine":1,"endLine":2,"flags":["--mount=type=cache,target=/x"],"form":"shell","arguments":["a   b"],"heredocs":[]}""")]
    [InlineData("CMD [\"a\", \"b c\"]", """{"keyword":"cmd","startLine":1,"endLine":1,"flags":[],"form":"json","arguments":["a","b c"],"heredocs":[]}""")]
    [InlineData("ENV a=b c=\"d e\"", """{"keyword":"env","startLine":1,"endLine":1,"flags":[],"form":"words","arguments":["a=b","c=\"d e\""],"heredocs":[]}""")]
    [InlineData("ENV a b c", """{"keyword":"env","startLine":1,"endLine":1,"flags":[],"form":"words","arguments":["a=b c"],"heredocs":[]}""")]
    [InlineData("LABEL a b c", """{"keyword":"label","startLine":1,"endLine":1,"flags":[],"form":"words","arguments":["a=b c"],"heredocs":[]}""")]
    [InlineData("ARG a=b c", """{"keyword":"arg","startLine":1,"endLine":1,"flags":[],"form":"words","arguments":["a=b","c"],"heredocs":[]}""")]
    [InlineData("From --platform=x a As b", """{"keyword":"from","startLine":1,"endLine":1,"flags":["--platform=x"],"form":"words","arguments":["a","As","b"],"heredocs":[]}""")]
    [InlineData("HEALTHCHECK --interval=5s CMD curl x", """{"keyword":"healthcheck","startLine":1,"endLine":1,"flags":["--interval=5s"],"form":"shell","arguments":["CMD","curl x"],"heredocs":[]}""")]
    [InlineData("HEALTHCHECK NONE", """{"keyword":"healthcheck","startLine":1,"endLine":1,"flags":[],"form":"shell","arguments":["NONE"],"heredocs":[]}""")]
    [InlineData("ONBUILD COPY --from=x a b", """{"keyword":"onbuild","startLine":1,"endLine":1,"flags":[],"form":"words","arguments":[],"heredocs":[],"onbuild":{"keyword":"copy","startLine":1,"endLine":1,"flags":["--from=x"],"form":"words","arguments":["a","b"],"heredocs":[]}}""")]
    [InlineData("COPY <<-EOF <<'B' /x\n\ta\nEOF\nb\nB", """{"keyword":"copy","startLine":1,"endLine":5,"flags":[],"form":"words","arguments":["<<-EOF","<<'B'","/x"],"heredocs":[{"name":"EOF","expand":true,"chomp":true,"content":"\ta\n"},{"name":"B","expand":false,"chomp":false,"content":"b\n"}]}""")]
    public void An_instruction_is_what_BuildKit_would_hand_on(string instruction, string json)
    {
        Run run = Run.Here(instruction + "\n", [], "parse", "-");
        Assert.Equal(json, run.Json.GetProperty("instructions")[0].GetRawText());
    }

    [Fact]
    public void A_file_is_an_object_and_a_line()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "# escape=`\nFROM a\n").With("b/Dockerfile", "FROM a\nBOGUS x\n");
        Run run = Run.Process(folder.Path, "parse");
        string[] lines = run.Output.Split('\n');
        Assert.Equal((0, "", 3), (run.ExitCode, run.Error, lines.Length));
        Assert.StartsWith("""{"file":"Dockerfile","valid":true,"escape":"`","instructions":[{""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"file":"b/Dockerfile","valid":false,"escape":"\\","instructions":[{""", lines[1], StringComparison.Ordinal);
        JsonElement error = JsonDocument.Parse(lines[1]).RootElement.GetProperty("errors")[0];
        Assert.Equal(["line", "column", "code", "message"], error.EnumerateObject().Select(property => property.Name));
        Assert.Equal((2, 1, "DL1000"), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32(), error.GetProperty("code").GetString()));
    }

    [Fact]
    public void A_file_that_cannot_be_read_fails()
    {
        Run run = Run.Here("FROM a\n", [], "parse", "no-such-file", "-");
        Assert.Equal((2, "dockerlint: no-such-file: no such file or folder\n"), (run.ExitCode, run.Error));
        Assert.Equal("-", run.Json.GetProperty("file").GetString());
    }

    [Fact]
    public void The_tree_is_an_outline_with_places()
    {
        Run run = Run.Here("# syntax=a\nFROM a AS b\nRUN --network=none <<E\nx\nE\nONBUILD CMD [\"a\"]\nBOGUS\n", [], "parse", "--format", "tree", "-");
        Golden.Same("tree.txt", run.Output);
    }

    [Fact]
    [Trait(SharedData.Trait, SharedData.Conformance)]
    public void Real_files_are_valid_where_BuildKit_takes_them()
    {
        Run run = Run.Process(SharedData.PathOf("corpus"), "parse", "files");
        Dictionary<string, JsonElement> parsed = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(file => file.GetProperty("file").GetString()!);
        int compared = 0;
        int differing = 0;
        foreach (JsonElement entry in SharedData.Lines("corpus/buildkit.jsonl"))
        {
            if (!parsed.TryGetValue(entry.GetProperty("file").GetString()!, out JsonElement ours))
                continue;
            compared++;
            bool isValid = entry.GetProperty("error").ValueKind != JsonValueKind.Object;
            if (isValid != ours.GetProperty("valid").GetBoolean()
                || (isValid && entry.GetProperty("instructions").GetArrayLength() != ours.GetProperty("instructions").GetArrayLength()))
            {
                differing++;
            }
        }

        Assert.True(compared >= 2800, $"{compared}");
        Assert.True(differing * 500 <= compared, $"{differing} of {compared} differ");
    }
}
