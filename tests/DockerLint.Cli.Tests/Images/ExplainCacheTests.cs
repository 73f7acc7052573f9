namespace DockerLint.Cli.Tests.Images;

[Trait("Category", "Runtime")]
public sealed class ExplainCacheTests : IDisposable
{
    private const string Dockerfile = """
        FROM scratch AS base
        COPY busybox /bin/sh
        FROM base AS made
        ARG VERSION=1
        RUN echo $VERSION > /made
        FROM base
        COPY files /files
        COPY --from=made /made /made
        RUN echo end > /end
        """;

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _context = new();

    public ExplainCacheTests()
    {
        _context.With("Dockerfile", Dockerfile).With("files/a", "a").With("files/b", "b");
        File.Copy("/usr/bin/busybox", _context.PathOf("busybox"));
    }

    public void Dispose()
    {
        _place.Dispose();
        _context.Dispose();
    }

    [Fact]
    public void Before_the_first_build_nothing_was_built()
    {
        string[] lines = Explain();
        Assert.Equal(5, lines.Length);
        Assert.Equal("miss  COPY busybox /bin/sh: it was not built before", lines[0]);
        Assert.Equal("miss  COPY files /files: the step before it is done again", lines[2]);
    }

    [Fact]
    public void After_a_build_all_is_known()
    {
        Build();
        Assert.All(Explain(), static line => Assert.StartsWith("hit   ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("change", "COPY files /files: the file /files/a has changed")]
    [InlineData("add", "COPY files /files: the file /files/c was added")]
    [InlineData("remove", "COPY files /files: the file /files/b was removed")]
    public void A_file_that_has_changed_is_named(string what, string expected)
    {
        Build();
        if (what == "remove")
            File.Delete(_context.PathOf("files/b"));
        else
            _context.With(what == "add" ? "files/c" : "files/a", "another");
        string[] lines = Explain();
        Assert.Equal([$"miss  {expected}", "miss  COPY /made /made: the step before it is done again", "miss  RUN /bin/sh -c echo end > /end: the step before it is done again"], lines[2..]);
        Assert.All(lines[..2], static line => Assert.StartsWith("hit   ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_build_argument_that_has_changed_is_named()
    {
        Build();
        string[] lines = Explain("--build-arg", "VERSION=2");
        Assert.Equal("miss  RUN |1 VERSION=2 /bin/sh -c echo $VERSION > /made: the build argument or variable VERSION has changed", lines[1]);
        Assert.Equal("miss  COPY /made /made: it takes files of 'RUN |1 VERSION=2 /bin/sh -c echo $VERSION > /made', which is done again", lines[3]);
    }

    [Fact]
    public void An_instruction_that_says_something_else_is_shown_as_it_was()
    {
        Build();
        _context.With("Dockerfile", Dockerfile.Replace("echo end", "echo other", StringComparison.Ordinal));
        Assert.Equal("miss  RUN /bin/sh -c echo other > /end: the instruction was 'RUN /bin/sh -c echo end > /end'", Explain()[^1]);
    }

    [Fact]
    public void What_is_not_there_any_more_and_what_is_not_to_be_used_is_said()
    {
        Build();
        Assert.All(Explain("--no-cache"), static line => Assert.EndsWith(": --no-cache was given", line, StringComparison.Ordinal));
        foreach (string snapshot in Directory.GetDirectories($"{_place.Store.Folder}-build/snapshots"))
            Directory.Delete(snapshot, recursive: true);
        Assert.Equal("miss  COPY busybox /bin/sh: it is not in the cache any more", Explain()[0]);
    }

    [Fact]
    [Trait(RealRegistry.Trait, RealRegistry.Needed)]
    public async Task Another_base_image_is_said()
    {
        await using RealRegistry registry = await RealRegistry.StartAsync();
        string name = $"{registry.Host}/me/base:1";
        Build("--push", "-t", name);
        _context.With("Dockerfile.app", $"FROM {name}\nRUN echo app > /app\n");
        string[] app = ["-f", _context.PathOf("Dockerfile.app")];
        Build(app);
        Build("--push", "-t", name, "--build-arg", "VERSION=2");
        Assert.Equal([$"miss  FROM {name}: the base image is another", "miss  RUN /bin/sh -c echo app > /app: the step before it has another result"], Explain([.. app, "--pull"]));
    }

    [Fact]
    public void A_build_says_it_beforehand()
    {
        Run run = Run("--explain-cache");
        Assert.Contains("\nmiss  COPY busybox /bin/sh: it was not built before\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("\nbuilt sha256:", run.Error, StringComparison.Ordinal);
    }

    private void Build(params string[] options) => Run(options);

    private string[] Explain(params string[] options) =>
        [.. Run(["--dry-run", "--explain-cache", .. options]).Output.Split('\n').Where(static line => line.StartsWith("hit   ", StringComparison.Ordinal) || line.StartsWith("miss  ", StringComparison.Ordinal))];

    private Run Run(params string[] options)
    {
        Run run = _place.Run(["build", "--no-config", .. options, _context.Path]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
