using System.Diagnostics;
using DockerLint.Oci.Store;
using DockerLint.References;
using DockerLint.TestData;

namespace DockerLint.Cli.Tests.Images;

/// <summary>The commands that talk to a registry, with a real one.</summary>
[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed class RegistryCommandTests : IAsyncLifetime
{
    private readonly ImagePlace _place = new();
    private readonly ImagePlace _other = new();
    private RealRegistry? _registry;

    private string Registry => _registry!.Host;

    public async ValueTask InitializeAsync() => _registry = await RealRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _place.Dispose();
        _other.Dispose();
        await _registry!.DisposeAsync();
    }

    [Fact]
    public void An_image_is_tagged_pushed_and_pulled_by_tag_and_by_digest()
    {
        TestImage image = TestImage.Make(_place.Store, "hello", "x");
        string layer = image.Layers[0].Hex[..12];
        string pushed = $"digest: {image.Manifest} size: {_place.Store.LengthOf(image.Manifest)}\n";
        _place.Ok("tag", "hello", $"{Registry}/hello");
        _place.Ok("tag", "hello", $"{Registry}/hello:v1.0");
        Assert.Equal(
            $"Using default tag: latest\nThe push refers to repository [{Registry}/hello]\n{layer}: Pushed\nlatest: {pushed}",
            _place.Ok("push", $"{Registry}/hello"));
        Assert.Equal(
            $"The push refers to repository [{Registry}/hello]\n{layer}: Layer already exists\nv1.0: {pushed}",
            _place.Ok("push", $"{Registry}/hello:v1.0"));

        Assert.Equal(
            $"Using default tag: latest\nlatest: Pulling from hello\n{layer}: Pull complete\nDigest: {image.Manifest}\n"
            + $"Status: Downloaded newer image for {Registry}/hello:latest\n{Registry}/hello:latest\n",
            _other.Ok("pull", $"{Registry}/hello"));
        string byDigest = $"{Registry}/hello@{image.Manifest}";
        Assert.Equal(
            $"{byDigest}: Pulling from hello\n{layer}: Already exists\nDigest: {image.Manifest}\nStatus: Image is up to date for {byDigest}\n{byDigest}\n",
            _other.Ok("pull", byDigest));
        Assert.Equal($"{Registry}/hello:v1.0\n", _other.Ok("pull", "-q", $"{Registry}/hello:v1.0"));
        Assert.All(_other.Store.Images(), found => Assert.Equal(image.Manifest, found.Digest));
        Assert.Equal(3, _other.Store.Images().Length);
        Assert.Empty(FaultsOf(_other.Store));
    }

    [Fact]
    public void Skopeo_reads_the_store_and_what_it_pushes_is_the_same()
    {
        TestImage image = TestImage.Make(_place.Store, $"{Registry}/hello:v1.0", "amd64", 1000, "x", "y");
        Machine.Run("skopeo", "copy", "--dest-tls-verify=false", $"oci:{_place.Store.Folder}:v1.0", $"docker://{Registry}/copy:1");
        Assert.Equal($"{Registry}/copy:1\n", _other.Ok("pull", "-q", $"{Registry}/copy:1"));
        Assert.Equal(image.Manifest, Assert.Single(_other.Store.Images()).Digest);
        _place.Ok("push", $"{Registry}/hello:v1.0");
        Assert.Equal(image.Manifest.Text, Machine.Run("skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", $"docker://{Registry}/hello:v1.0").TrimEnd());
    }

    [Fact]
    public void Of_an_index_one_platform_is_pulled_or_all()
    {
        Digest index = TestImage.MakeIndex(_place.Store, $"{Registry}/multi", "amd64", "arm64", "s390x");
        Assert.Contains($"latest: digest: {index} size: ", _place.Ok("push", $"{Registry}/multi"), StringComparison.Ordinal);
        Assert.Contains($"Digest: {index}\n", _other.Ok("pull", "--platform", "linux/s390x", $"{Registry}/multi"), StringComparison.Ordinal);
        Assert.Equal("s390x\n", _other.Ok("inspect", "-f", "{{.Architecture}}", $"{Registry}/multi"));

        Run alone = _other.Run("push", $"{Registry}/multi");
        Assert.Equal(0, alone.ExitCode);
        Assert.Equal($"dockerlint: {Registry}/multi:latest: of its platforms only linux/s390x is in the store, so that alone is pushed; 'pull --all-platforms' gets all\n", alone.Error);
        Assert.DoesNotContain(index.Text, alone.Output, StringComparison.Ordinal);

        _place.Ok("push", $"{Registry}/multi");
        _other.Ok("pull", "--all-platforms", $"{Registry}/multi");
        Assert.Empty(FaultsOf(_other.Store));
        Assert.Contains($"latest: digest: {index} size: ", _other.Ok("push", $"{Registry}/multi"), StringComparison.Ordinal);

        Run none = _other.Run("pull", "--platform", "linux/riscv64", $"{Registry}/multi");
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("it is for linux/amd64, linux/arm64, linux/s390x", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_tags_go_and_come()
    {
        for (int number = 1; number <= 3; number++)
            TestImage.Make(_place.Store, $"{Registry}/a/b:{number}", $"layer {number}");
        Assert.Equal(3, _place.Ok("push", "-a", $"{Registry}/a/b").Split("digest: ").Length - 1);
        Assert.Equal($"{Registry}/a/b:1\n{Registry}/a/b:2\n{Registry}/a/b:3\n", _other.Ok("pull", "-a", "-q", $"{Registry}/a/b"));
        Assert.Equal(3, _other.Store.Images().Length);
    }

    [Fact]
    public void What_the_registry_has_elsewhere_is_mounted()
    {
        TestImage image = TestImage.Make(_place.Store, $"{Registry}/one", "x");
        _place.Ok("push", $"{Registry}/one");
        _place.Ok("tag", $"{Registry}/one", $"{Registry}/two");
        Assert.Contains($"{image.Layers[0].Hex[..12]}: Mounted from one\n", _place.Ok("push", $"{Registry}/two"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_catalogue_is_searched()
    {
        TestImage.Make(_place.Store, $"{Registry}/tools/hello", "x");
        TestImage.Make(_place.Store, $"{Registry}/other", "x");
        _place.Ok("push", $"{Registry}/tools/hello");
        _place.Ok("push", $"{Registry}/other");
        Assert.Equal($"{Registry}/tools/hello\n", _place.Ok("search", "--format", "{{.Name}}", $"{Registry}/hell"));
        string[] lines = _place.Ok("search", $"{Registry}/").Split('\n');
        Assert.Matches("^NAME +DESCRIPTION +STARS +OFFICIAL$", lines[0]);
        Assert.Equal(2, lines.Count(line => line.StartsWith(Registry, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_mirror_is_asked_first()
    {
        TestImage image = TestImage.Make(_place.Store, $"{Registry}/library/hello", "x");
        _place.Ok("push", $"{Registry}/library/hello");
        Assert.Equal("docker.io/library/hello:latest\n", _other.Ok("pull", "-q", "--registry-mirror", Registry, "hello"));
        Assert.Equal(image.Manifest, Assert.Single(_other.Store.Find("hello")).Digest);
    }

    [Theory]
    [InlineData("pull", "none")]
    [InlineData("push", "none")]
    [InlineData("pull", "none:v1", "--platform", "linux/amd64/v1/x")]
    [InlineData("pull", "none:v1", "-a")]
    [InlineData("push", "none@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("pull", "none@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_not_there_is_said_in_a_line(string command, string name, params string[] more)
    {
        Run run = _place.Run([command, $"{Registry}/{name}", .. more]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("dockerlint: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Empty(_place.Store.Images());
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_said_in_a_line()
    {
        string gone;
        await using (RealRegistry other = await RealRegistry.StartAsync())
            gone = other.Host;
        TestImage.Make(_place.Store, $"{gone}/hello", "x");
        foreach (string command in (string[])["pull", "push"])
        {
            Run run = _place.Run(command, $"{gone}/hello");
            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith($"dockerlint: {gone}/hello: ", run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public void A_terminal_shows_bars_and_then_the_lines()
    {
        TestImage image = TestImage.Make(_place.Store, $"{Registry}/hello", "amd64", 100_000, "x", "y");
        _place.Ok("push", $"{Registry}/hello");
        using var output = new MemoryStream();
        using var host = new Host(
            static () => Stream.Null, output, static () => Stream.Null, name => _other.Variables.FirstOrDefault(variable => variable.Name == name).Value)
        {
            TerminalWidth = 80,
        };
        Assert.Equal(0, App.Run(["pull", $"{Registry}/hello"], host));
        string text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        Assert.Contains("\u001b[", text, StringComparison.Ordinal);
        Assert.All(image.Layers, layer => Assert.Contains($"{layer.Hex[..12]}: Pull complete\n", text, StringComparison.Ordinal));
        Assert.EndsWith($"{Registry}/hello:latest\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_killed_pull_or_push_is_finished_by_the_next() => KillAndFinish(3);

    [Fact]
    [Trait("Category", "Long")]
    public void Killed_pulls_and_pushes_leave_all_whole_each_time() => KillAndFinish(50);

    /// <summary>Pushes and pulls of a new image each time, killed at random, then let come to their end.</summary>
    private void KillAndFinish(int kills)
    {
        for (int kill = 0; kill < kills; kill++)
        {
            string name = $"{Registry}/killed:{kill}";
            TestImage image = TestImage.Make(_place.Store, name, "amd64", 4_000_000, $"a{kill}", $"b{kill}", $"c{kill}");
            Kill(_place, "push", name);
            Assert.Empty(FaultsOf(_place.Store));
            _place.Ok("push", name);

            Kill(_other, "pull", name);
            Assert.Empty(FaultsOf(_other.Store));
            _other.Ok("pull", name);
            Assert.Equal(image.Manifest, Assert.Single(_other.Store.Find(name)).Digest);
            Assert.Empty(FaultsOf(_other.Store));
            // What it takes is bounded, however often it runs.
            _place.Ok("prune", "-a", "-f");
            _other.Ok("prune", "-a", "-f");
            Assert.Empty(Directory.GetFiles(Path.Combine(_other.Store.Folder, "ingest")));
        }
    }

    private static void Kill(ImagePlace place, string command, string name)
    {
        using var process = new Process { StartInfo = Run.Start(place.Folder.Path, place.Variables, [command, name]) };
        process.Start();
        Thread.Sleep(Random.Shared.Next(100, 900));
        process.Kill();
        process.WaitForExit();
    }

    private static IEnumerable<string> FaultsOf(ContentStore store)
    {
        string blobs = Path.Combine(store.Folder, "blobs", "sha256");
        foreach (string file in Directory.Exists(blobs) ? Directory.GetFiles(blobs) : [])
        {
            using FileStream content = File.OpenRead(file);
            string hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content)).ToLowerInvariant();
            if (hash != Path.GetFileName(file))
                yield return $"{file} has the content of {hash}";
        }

        foreach (StoredImage image in store.Images().Where(static image => image.MediaType.Contains("manifest", StringComparison.Ordinal)))
        {
            foreach (Digest missing in store.PartsOf(image.Digest).Where(part => !store.Contains(part)))
                yield return $"{image.Name} lacks {missing}";
        }
    }
}
