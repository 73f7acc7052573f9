using System.Text.Json;
using Json.Schema;

namespace DockerLint.Cli.Tests.Images;

/// <summary>What <c>build --progress json</c> writes is what its published schema says.</summary>
public sealed class BuildEventTests : IDisposable
{
    private static readonly JsonSchema s_schema =
        JsonSchema.FromText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", "build-events-1.json")));

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Fact]
    [Trait("Category", "Root")]
    public void A_build_is_told_from_its_plan_to_its_image()
    {
        _context.With("Dockerfile", "FROM scratch AS files\nCOPY a /a\nFROM scratch\nCOPY --from=files /a /b\n").With("a", "text");
        JsonElement[] first = Events(0, "-t", "app:1");
        JsonElement[] second = Events(0);

        JsonElement step = first[0].GetProperty("steps")[1];
        Assert.Equal((2, "[stage-1 1/1] COPY /a /b", "1"), (step.GetProperty("number").GetInt32(), Text(step, "name"), Text(step, "stage")));
        Assert.Equal((4, 1, 24), (step.GetProperty("line").GetInt32(), step.GetProperty("column").GetInt32(), step.GetProperty("endColumn").GetInt32()));
        Assert.Equal(["planned", "started", "finished", "started", "finished", "image"], first.Select(static told => Text(told, "event")));
        Assert.Equal("docker.io/library/app:1", first[^1].GetProperty("names")[0].GetString());
        Assert.Equal(["planned", "started", "cached", "started", "cached", "image"], second.Select(static told => Text(told, "event")));
    }

    [Fact]
    [Trait("Category", "Runtime")]
    public void What_a_command_writes_and_how_it_ends_is_told()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY busybox /bin/sh\nRUN echo out; echo err >&2; exit 3\n");
        File.Copy("/usr/bin/busybox", _context.PathOf("busybox"));
        JsonElement[] events = Events(1);

        Assert.Contains(events, static told => Text(told, "event") == "log" && Text(told, "line") == "err" && Text(told, "stream") == "stderr");
        Assert.Equal(("failed", 2, 3, 3), (
            Text(events[^1], "event"), events[^1].GetProperty("step").GetInt32(), events[^1].GetProperty("exitCode").GetInt32(), events[^1].GetProperty("line").GetInt32()));
    }

    [Fact]
    public void What_cannot_be_planned_is_told()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY --from=\"\" a /a\n");
        Assert.Equal("failed", Text(Assert.Single(Events(1, "--target", "none", "--failure-threshold", "none")), "event"));
    }

    [Fact]
    [Trait("Category", "Root")]
    public void Targets_that_are_built_side_by_side_are_told_as_one_plan()
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY a /a\n").With("a", "text").With("other", "FROM scratch\nCOPY a /b\n")
            .With("bake.hcl", $"target \"x\" {{\n  context = \"{_context.Path}\"\n}}\ntarget \"y\" {{\n  context = \"{_context.Path}\"\n  dockerfile = \"other\"\n}}\n");
        Run run = _place.Run("bake", "-f", _context.PathOf("bake.hcl"), "--progress", "json", "--no-config", "x", "y");
        JsonElement[] events = Read(run, 0);

        Assert.Equal(["Dockerfile", "other"], events[0].GetProperty("steps").EnumerateArray().Select(static step => Path.GetFileName(Text(step, "file"))));
        Assert.Equal(["x", "y"], events.Where(static told => Text(told, "event") == "image").Select(static told => Text(told, "target")).Order(StringComparer.Ordinal));
        Assert.Equal(2, events.Count(static told => Text(told, "event") == "finished"));
    }

    [Theory]
    [InlineData("""{"event":"started","time":"2024-01-01T00:00:00.000Z"}""")]
    [InlineData("""{"event":"ended","time":"2024-01-01T00:00:00.000Z","step":1}""")]
    [InlineData("""{"event":"cached","step":1}""")]
    public void The_schema_refuses_what_is_no_event(string line) =>
        Assert.False(s_schema.Evaluate(JsonDocument.Parse(line).RootElement).IsValid);

    private JsonElement[] Events(int exitCode, params string[] args)
    {
        Run run = _place.Run(["build", "--progress", "json", "--no-config", .. args, _context.Path]);
        return Read(run, exitCode);
    }

    private static JsonElement[] Read(Run run, int exitCode)
    {
        Assert.True(run.ExitCode == exitCode, run.Output + run.Error);
        JsonElement[] events = [.. run.Error.TrimEnd().Split('\n').Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.All(events, static told => Assert.True(s_schema.Evaluate(told).IsValid, told.GetRawText()));
        return events;
    }

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
