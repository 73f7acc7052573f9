using DockerLint.Cli.Tests.Images;
using DockerLint.TestData;

namespace DockerLint.Cli.Tests.Pinning;

/// <summary><c>pin</c>, with a real registry.</summary>
[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed class PinCommandTests : IAsyncLifetime
{
    /// <summary>Files and what they are after; <c>R</c> is the registry, <c>A</c> the digest of its app, <c>M</c> that of an index.</summary>
    private static readonly (string Name, string Before, string After)[] s_files =
    [
        ("Dockerfile", "FROM R/app:1.0 AS a\nFROM a\nCOPY --from=R/multi / /\n", "FROM R/app:1.0@A AS a\nFROM a\nCOPY --from=R/multi:latest@M / /\n"),
        ("Dockerfile", "ARG BASE=R/app:1.0\nFROM $BASE\nFROM ${BASE}\n", "ARG BASE=R/app:1.0@A\nFROM $BASE\nFROM ${BASE}\n"),
        ("Dockerfile", "FROM R/multi@M\nFROM scratch\n", "FROM R/multi@M\nFROM scratch\n"),
        ("compose.yaml", "services:\r\n  a: { image: 'R/app:1.0' } # why\r\n  b:\r\n    image: ${X}\r\n", "services:\r\n  a: { image: 'R/app:1.0@A' } # why\r\n  b:\r\n    image: ${X}\r\n"),
        ("pod.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: R/multi\n    name: ä\n", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: R/multi:latest@M\n    name: ä\n"),
        ("values.yaml", "image:\n  repository: R/app\n  tag: \"1.0\"\n", "image:\n  repository: R/app\n  tag: \"1.0@A\"\n"),
        ("kustomization.yaml", "images:\n- name: x\n  newName: R/app\n  newTag: '1.0'\n", "images:\n- name: x\n  newName: R/app\n  newTag: '1.0@A'\n"),
        (".github/workflows/a.yml", "jobs:\n  a:\n    container: R/app:1.0\n    steps:\n    - uses: docker://R/multi\n", "jobs:\n  a:\n    container: R/app:1.0@A\n    steps:\n    - uses: docker://R/multi:latest@M\n"),
        (".gitlab-ci.yml", "image: R/app:1.0\na:\n  services: [R/multi]\n", "image: R/app:1.0@A\na:\n  services: [R/multi:latest@M]\n"),
        (".devcontainer/devcontainer.json", "{ // x\n  \"image\": \"R/app:1.0\", }", "{ // x\n  \"image\": \"R/app:1.0@A\", }"),
        ("docker-bake.hcl", "target \"a\" {\n  contexts = { x = \"docker-image://R/app:1.0\" }\n  tags = [\"R/app:1.0\"]\n}\n", "target \"a\" {\n  contexts = { x = \"docker-image://R/app:1.0@A\" }\n  tags = [\"R/app:1.0\"]\n}\n"),
        ("a.csproj", "<Project>\n  <PropertyGroup><ContainerBaseImage>R/app:1.0</ContainerBaseImage></PropertyGroup>\n</Project>", "<Project>\n  <PropertyGroup><ContainerBaseImage>R/app:1.0@A</ContainerBaseImage></PropertyGroup>\n</Project>"),
    ];

    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _folder = new();
    private RealRegistry? _registry;
    private string _app = "";
    private string _multi = "";

    private string Registry => _registry!.Host;

    public async ValueTask InitializeAsync()
    {
        _registry = await RealRegistry.StartAsync();
        _app = TestImage.Make(_place.Store, $"{Registry}/app:1.0", "app").Manifest.Text;
        _multi = TestImage.MakeIndex(_place.Store, $"{Registry}/multi", "amd64", "arm64").Text;
        _place.Ok("push", $"{Registry}/app:1.0");
        _place.Ok("push", $"{Registry}/multi");
    }

    public async ValueTask DisposeAsync()
    {
        _place.Dispose();
        _folder.Dispose();
        await _registry!.DisposeAsync();
    }

    [Fact]
    public void In_a_repository_of_a_hundred_files_references_change_and_nothing_else()
    {
        const int Count = 100;
        (string Name, string Before, string After)[] files =
            [.. Enumerable.Range(0, Count).Select(static i => ($"{i}/{s_files[i % s_files.Length].Name}", s_files[i % s_files.Length].Before, s_files[i % s_files.Length].After))];
        foreach ((string name, string before, _) in files)
            _folder.With(name, Filled(before));

        Run first = Pin();
        Assert.Equal((0, ""), (first.ExitCode, string.Concat(first.Error.Split('\n').Where(static line => line.Length > 0 && !line.Contains("pinned in", StringComparison.Ordinal)))));
        Assert.All(files, file => Assert.Equal(Filled(file.After), File.ReadAllText(_folder.PathOf(file.Name))));

        Run again = Pin();
        Assert.Equal((0, "", ""), (again.ExitCode, again.Output, again.Error));
        Assert.All(files, file => Assert.Equal(Filled(file.After), File.ReadAllText(_folder.PathOf(file.Name))));
        Assert.Equal(0, Pin("--check").ExitCode);
    }

    [Fact]
    public void What_is_pinned_is_told_and_locked()
    {
        _folder.With("compose.yaml", Filled("services:\n  a: { image: R/app:1.0 }\n  b: { image: R/multi }\n"));

        Run run = Pin();

        Assert.Equal(Filled("compose.yaml:2:15: R/app:1.0@A\ncompose.yaml:3:15: R/multi:latest@M\n"), run.Output);
        Assert.Equal("dockerlint: 2 images pinned in 1 file\n", run.Error);
        string today = $"{DateTime.UtcNow:yyyy-MM-dd}";
        Assert.Equal(
            Filled($"R/app:1.0 A {today} linux/amd64\nR/multi:latest M {today} linux/amd64,linux/arm64\n"),
            string.Concat(File.ReadLines(_folder.PathOf("dockerlint.lock")).Skip(1).Select(static line => line + "\n")));
    }

    [Fact]
    public void The_lock_file_decides_for_all_until_it_is_updated()
    {
        _folder.With("Dockerfile", Filled("FROM R/app:1.0\n"));
        Pin();
        string newer = PushAnew();
        _folder.With("sub/Dockerfile", Filled("FROM R/app:1.0\n"));

        Pin();
        Assert.Equal(Filled("FROM R/app:1.0@A\n"), File.ReadAllText(_folder.PathOf("sub/Dockerfile")));

        Pin("--update");
        Assert.All((string[])["Dockerfile", "sub/Dockerfile"], name => Assert.Equal(Filled($"FROM R/app:1.0@{newer}\n"), File.ReadAllText(_folder.PathOf(name))));
        Assert.Contains(newer, File.ReadAllText(_folder.PathOf("dockerlint.lock")), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_finds_what_is_not_pinned_and_what_is_stale()
    {
        _folder.With("Dockerfile", Filled("FROM R/multi\nFROM R/app:1.0@A\n"));
        string newer = PushAnew();

        Run run = Pin("--check");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            Filled($"Dockerfile:1:6: 'R/multi' is not pinned; run dockerlint pin\nDockerfile:2:6: 'R/app:1.0' is pinned to A, and is {newer} in its registry; run dockerlint pin --update\n"),
            run.Output);
        Assert.False(File.Exists(_folder.PathOf("dockerlint.lock")));
    }

    [Fact]
    public async Task Offline_the_lock_file_alone_counts()
    {
        _folder.With("Dockerfile", Filled("FROM R/app:1.0\n")).With("other/Dockerfile", Filled("FROM R/multi\n"))
            .With("dockerlint.lock", Filled("R/app:1.0 A\n"));
        string registry = Registry;
        await _registry!.DisposeAsync();

        Run run = Pin("--offline");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"dockerlint: other/Dockerfile:1:6: '{registry}/multi:latest' is not in dockerlint.lock; run dockerlint pin without --offline\ndockerlint: 1 image pinned in 1 file\n",
            run.Error);
        Assert.Equal($"FROM {registry}/app:1.0@{_app}\n", await File.ReadAllTextAsync(_folder.PathOf("Dockerfile"), TestContext.Current.CancellationToken));
        Assert.Equal(0, Pin("--offline", "--check", "Dockerfile").ExitCode);
        _registry = await RealRegistry.StartAsync();
    }

    [Fact]
    public void What_the_registry_has_not_is_told_and_the_rest_is_pinned()
    {
        _folder.With("Dockerfile", Filled("FROM R/app:9\nFROM R/app:1.0\n"));

        Run run = Pin();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(Filled("dockerlint: Dockerfile:1:6: the registry has no 'R/app:9'; name an image that it has\n"), run.Error, StringComparison.Ordinal);
        Assert.Equal(Filled("FROM R/app:9\nFROM R/app:1.0@A\n"), File.ReadAllText(_folder.PathOf("Dockerfile")));
    }

    [Fact]
    public void A_registry_that_does_not_answer_is_told_once()
    {
        _folder.With("Dockerfile", "FROM localhost:1/a:1\nFROM localhost:1/b:1\n");

        Run run = Pin();

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("dockerlint: localhost:1: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("dockerlint: --update: does not go with --check; leave one of the two out\n", "--check", "--update")]
    [InlineData("dockerlint: --update: does not go with --offline; leave one of the two out\n", "--offline", "--update")]
    [InlineData("dockerlint: -: pin changes files; name them\n", "-")]
    public void A_call_that_makes_no_sense_is_refused(string error, params string[] args)
    {
        Run run = Pin(args);

        Assert.Equal((2, error), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Linting_online_knows_what_the_registry_has()
    {
        _place.Ok("tag", $"{Registry}/app:1.0", $"{Registry}/app:1.0.3");
        _place.Ok("tag", $"{Registry}/app:1.0", $"{Registry}/app:1.0.10");
        _place.Ok("push", "-a", $"{Registry}/app");
        _folder.With("Dockerfile", Filled("FROM R/app:1.0.3\nFROM R/app:1.O\nFROM --platform=linux/arm64 R/app:1.0\nUSER 1\n"));

        Run run = Run.Process(_folder.Path, "--online", "--format", "json", "--profile", "none", "--select", "DK2010,DK2011,DK2012,DK1015");

        Assert.Equal(["Dockerfile:1:26 DK2011", "Dockerfile:2:26 DK2010", "Dockerfile:3:29 DK2012"], run.Findings);
        Assert.Contains("did you mean '1.0'?", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Gives the tag of the app to another image.</summary>
    private string PushAnew()
    {
        string newer = TestImage.Make(_place.Store, $"{Registry}/app:1.0", "newer").Manifest.Text;
        _place.Ok("push", $"{Registry}/app:1.0");
        return newer;
    }

    private string Filled(string text) => text
        .Replace("R/", Registry + "/", StringComparison.Ordinal)
        .Replace("@A", "@" + _app, StringComparison.Ordinal).Replace(" A\n", $" {_app}\n", StringComparison.Ordinal).Replace(" A ", $" {_app} ", StringComparison.Ordinal)
        .Replace(" A,", $" {_app},", StringComparison.Ordinal)
        .Replace("@M", "@" + _multi, StringComparison.Ordinal).Replace(" M ", $" {_multi} ", StringComparison.Ordinal);

    private Run Pin(params string[] args) => Run.Process(_folder.Path, ["pin", .. args]);
}
