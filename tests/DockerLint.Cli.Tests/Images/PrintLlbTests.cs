using System.Text.Json;

namespace DockerLint.Cli.Tests.Images;

public sealed class PrintLlbTests : IDisposable
{
    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public PrintLlbTests() =>
        _context.With("Dockerfile", "FROM scratch AS files\nCOPY --link a /a\nFROM scratch\nCOPY --from=files /a /b\nCOPY c /c\n").With(".dockerignore", "*.log\n!kept.log\n");

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Theory]
    [InlineData("--print-llb=json", ".")]
    [InlineData("--print-llb", "json", ".")]
    [InlineData(".", "--print-llb=json")]
    public void The_graph_is_shown_as_JSON(params string[] args)
    {
        JsonElement[] operations = [.. Print(args).Json.EnumerateArray()];
        JsonElement context = operations[0].GetProperty("op").GetProperty("source");

        Assert.Equal("local://context", context.GetProperty("identifier").GetString());
        Assert.Equal("""["*.log","!kept.log"]""", context.GetProperty("attrs").GetProperty("local.excludepatterns").GetString());
        Assert.Equal("""["a","c"]""", context.GetProperty("attrs").GetProperty("local.followpaths").GetString());
        Assert.Equal(
            ["[internal] load build context", "[files 1/1] COPY a /a", "[stage-1 1/2] COPY /a /b", "[stage-1 2/2] COPY c /c"],
            operations[..^1].Select(static operation => operation.GetProperty("metadata").GetProperty("description").GetProperty("llb.customname").GetString()));
        Assert.Equal(
            operations[^2].GetProperty("digest").GetString(), operations[^1].GetProperty("op").GetProperty("inputs")[0].GetProperty("digest").GetString());
    }

    [Theory]
    [InlineData("--print-llb", ".")]
    [InlineData(".", "--print-llb")]
    public void The_graph_is_written_as_bytes_that_are_always_the_same(params string[] args)
    {
        string bytes = Print(args).Output;

        Assert.Contains("local://context", bytes, StringComparison.Ordinal);
        Assert.Equal(bytes, Print(args).Output);
        Assert.Empty(_place.Store.Images());
    }

    private Run Print(params string[] args)
    {
        Run run = Run.Process(_context.Path, null, _place.Variables, ["build", "--no-config", "--profile", "none", .. args]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run;
    }
}
