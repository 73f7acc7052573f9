using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Tests.Images;

/// <summary>What one machine has built and another needs not.</summary>
[Trait("Category", "Runtime")]
public sealed class SharedCacheTests : IDisposable
{
    private const string Dockerfile = """
        FROM scratch AS base
        COPY busybox /bin/sh
        FROM base AS made
        RUN read x < /proc/sys/kernel/random/uuid; echo $x > /made
        FROM base
        COPY --from=made /made /d/
        RUN read x < /proc/sys/kernel/random/uuid; echo $x > /end
        """;

    private readonly ImagePlace _first = new();
    private readonly ImagePlace _second = new();
    private readonly TemporaryFolder _context = new();

    public SharedCacheTests()
    {
        _context.With("Dockerfile", Dockerfile);
        File.Copy("/usr/bin/busybox", _context.PathOf("busybox"));
    }

    private string Folder => _first.Folder.PathOf("cache");

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _context.Dispose();
    }

    [Fact]
    public void Another_machine_does_nothing_again_and_fetches_only_what_the_image_has()
    {
        Build(_first, "--cache-to", $"type=local,dest={Folder},mode=max");
        Run run = Build(_second, "--cache-from", $"type=local,src={Folder}");

        Assert.Equal(4, CachedOf(run));
        Assert.Equal(DigestOf(_first), DigestOf(_second));
        // Nothing is unpacked, and the layer of the other stage stays where it is.
        Assert.False(Directory.Exists($"{_second.Store.Folder}-build/snapshots"));
        Assert.Equal(4, LayersOf(new ContentStore(Folder)));
        Assert.Equal(3, LayersOf(_second.Store));
        // What is built on it takes the files.
        _context.With("Dockerfile", $"{Dockerfile}\nRUN read x < /d/made; read y < /end; [ $x != $y ]\n");
        Assert.Equal(4, CachedOf(Build(_second, "--cache-from", $"type=local,src={Folder}")));
    }

    [Fact]
    public void With_the_smaller_cache_only_the_steps_of_the_image_are_known()
    {
        Build(_first, "--cache-to", $"type=local,dest={Folder}");
        _context.With("Dockerfile", Dockerfile.Replace("COPY --from=made /made /d/\n", "", StringComparison.Ordinal));
        Assert.Equal(3, LayersOf(new ContentStore(Folder)));
        Assert.Equal(1, CachedOf(Build(_second, "--cache-from", $"type=local,src={Folder}")));
    }

    [Fact]
    [Trait(RealRegistry.Trait, RealRegistry.Needed)]
    public async Task A_registry_has_the_cache()
    {
        await using RealRegistry registry = await RealRegistry.StartAsync();
        string name = $"{registry.Host}/me/cache:main";
        Assert.Contains("is left aside: ", Build(_first, "--cache-from", name, "--cache-to", $"type=registry,ref={name},mode=max").Error, StringComparison.Ordinal);
        Assert.Equal(4, CachedOf(Build(_second, "--cache-from", $"type=registry,ref={name}")));
        Assert.Equal(DigestOf(_first), DigestOf(_second));
    }

    [Fact]
    [Trait(RealRegistry.Trait, RealRegistry.Needed)]
    public async Task An_image_has_the_cache_of_its_own_steps()
    {
        await using RealRegistry registry = await RealRegistry.StartAsync();
        string name = $"{registry.Host}/me/app:inline";
        Push();
        // The step of the other stage is not in the image; what it was known to make is.
        Assert.Equal(3, CachedOf(Build(_second, "--cache-from", name)));

        _context.With("Dockerfile", "FROM scratch\nCOPY busybox /bin/sh\nRUN read x < /proc/sys/kernel/random/uuid; echo $x > /end\n");
        Push();
        // A machine that has done nothing itself makes the same image of it.
        using var third = new ImagePlace();
        Assert.Equal(2, CachedOf(Build(third, "--cache-from", $"type=registry,ref={name}", "--cache-to", "type=inline")));
        Assert.Equal(_first.Store.Find(name)[0].Digest.Text, DigestOf(third));
        // With statements it is an index.
        Push("--provenance=true");
        Assert.DoesNotContain("left aside", Build(_second, "--no-cache", "--cache-from", name).Error, StringComparison.Ordinal);
        // What is built on it, and says nothing itself, does not say what the base has said.
        _context.With("Dockerfile", $"FROM {name}\nLABEL a=b\n");
        Build(_second);
        Assert.DoesNotContain("moby.buildkit.cache.v0", ConfigurationOf("app"), StringComparison.Ordinal);

        void Push(params string[] options)
        {
            Run run = _first.Run(["build", "--no-config", "--cache-to", "type=inline", "-t", name, "--push", .. options, _context.Path]);
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Contains("moby.buildkit.cache.v0", Machine.Run("skopeo", "inspect", "--tls-verify=false", "--config", "--raw", $"docker://{name}"), StringComparison.Ordinal);
        }

        string ConfigurationOf(string image)
        {
            string archive = _second.Folder.PathOf("image.tar");
            _second.Ok("build", "-q", "--no-config", "-t", image, "-o", $"type=oci,dest={archive}", _context.Path);
            return Machine.Run("skopeo", "inspect", "--config", "--raw", $"oci-archive:{archive}");
        }
    }

    [Fact]
    public void The_cache_of_a_workflow_is_left_aside()
    {
        Run run = Build(_first, "--cache-from", "type=gha,scope=a", "--cache-to", "type=gha,mode=max,ignore-error=true");
        Assert.Contains("warning: --cache-from: 'type=gha,scope=a' is left aside: dockerlint does not hand on", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning: --cache-to: 'type=gha,mode=max,ignore-error=true' is left aside", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(",ignore-error=1,oci-mediatypes=True,image-manifest=true", 0, "warning: nothing is left at type=local,dest=")]
    [InlineData(",ignore-error=false", 2, "/file/cache: ")]
    [InlineData(",image-manifest=false", 2, "leave image-manifest out")]
    public void A_cache_that_cannot_be_left_may_be_done_without(string options, int exitCode, string message)
    {
        _context.With("Dockerfile", "FROM scratch\nCOPY busybox /\n").With("file");
        Run run = _first.Run("build", "--no-config", "--cache-to", $"type=local,dest={_context.PathOf("file")}/cache{options}", _context.Path);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_cache_cannot_be_taken_from_nowhere()
    {
        Run run = _first.Run("build", "--no-config", "--cache-from", "type=inline", _context.Path);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("name the image that has it", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layers")]
    [InlineData("config")]
    [InlineData("manifest")]
    [InlineData("index.json")]
    public void A_damaged_cache_is_left_aside_with_a_warning(string what)
    {
        Build(_first, "--cache-to", $"type=local,dest={Folder},mode=max");
        string[] blobs = [.. Directory.GetFiles(Path.Combine(Folder, "blobs"), "*", SearchOption.AllDirectories)];
        string[] damaged = what switch
        {
            "index.json" => [Path.Combine(Folder, what)],
            "layers" => [.. blobs.Where(IsPacked)],
            "config" => [.. blobs.Where(static blob => !IsPacked(blob) && File.ReadAllText(blob).Contains("\"records\"", StringComparison.Ordinal))],
            _ => [.. blobs.Where(static blob => !IsPacked(blob) && !File.ReadAllText(blob).Contains("\"records\"", StringComparison.Ordinal))],
        };
        Assert.NotEmpty(damaged);
        foreach (string path in damaged)
        {
            byte[] content = File.ReadAllBytes(path);
            content[content.Length / 2] ^= 1;
            File.WriteAllBytes(path, content);
        }

        Run run = Build(_second, "--cache-from", $"type=local,src={Folder}");
        Assert.Matches("is left aside|of no use", run.Error);
        Assert.NotEqual(DigestOf(_first), DigestOf(_second));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"layers\":[],\"records\":[{\"digest\":\"sha256:0\",\"results\":[{\"layer\":7}]}],\"dockerlint\":{\"contents\":{}}}")]
    public void A_cache_that_says_something_else_is_left_aside(string config)
    {
        Build(_first, "--cache-to", $"type=local,dest={Folder},mode=max");
        var store = new ContentStore(Folder);
        using (StoreLease lease = store.Lease())
        {
            Oci.Model.Descriptor blob = Write(lease, "application/vnd.buildkit.cacheconfig.v0", System.Text.Encoding.UTF8.GetBytes(config));
            Oci.Model.Descriptor manifest = Write(lease, Oci.Model.MediaTypes.OciManifest, new Oci.Model.ImageManifest(blob, []).Write());
            store.Name(ImageReference.Parse("buildcache").Reference!, manifest.Digest, manifest.MediaType);
        }

        Run run = Build(_second, "--cache-from", $"type=local,src={Folder}");
        Assert.Contains("is left aside: nothing that this builder has made is there", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, CachedOf(run));
    }

    private static Oci.Model.Descriptor Write(StoreLease lease, string mediaType, byte[] content)
    {
        using BlobWriter writer = lease.Write();
        writer.Write(content);
        return new Oci.Model.Descriptor(mediaType, writer.Commit(), content.Length);
    }

    private static bool IsPacked(string blob)
    {
        using FileStream file = File.OpenRead(blob);
        return file.ReadByte() == 0x1F;
    }

    private static int LayersOf(ContentStore store) =>
        Directory.GetFiles(Path.Combine(store.Folder, "blobs"), "*", SearchOption.AllDirectories).Count(IsPacked);

    private static string DigestOf(ImagePlace place) => place.Store.Images().Single().Digest.Text;

    private static int CachedOf(Run run) => run.Error.Split(" CACHED\n").Length - 1;

    private Run Build(ImagePlace place, params string[] options)
    {
        Run run = place.Run(["build", "--no-config", "-t", "app", .. options, _context.Path]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }
}
