using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.References;
using static DockerLint.Oci.Tests.Registry.Clients;

namespace DockerLint.Oci.Tests.Registry;

/// <summary>A registry without accounts, for all tests that need no more.</summary>
public sealed class OpenRegistry : IAsyncLifetime
{
    public RealRegistry Registry { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Registry = await RealRegistry.StartAsync();

    public ValueTask DisposeAsync() => Registry.DisposeAsync();
}

[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed class RealRegistryTests(OpenRegistry open) : IClassFixture<OpenRegistry>, IDisposable
{
    private readonly RegistryClient _client = Anonymous();
    private readonly MemoryStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RealRegistry Registry => open.Registry;

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_pushed_image_comes_back_by_tag_and_by_digest()
    {
        Descriptor root = SampleImage.Add(_store);
        ImageReference image = Here("both:v1.0");
        Assert.Equal(root.Digest, (await Push(root, image)).Digest);
        foreach (ImageReference name in (ImageReference[])[image, Here($"both@{root.Digest}")])
        {
            var pulled = new MemoryStore();
            PulledImage result = await new ImageTransfer(_client, pulled).PullAsync(name, null, Cancellation);
            Assert.Equal(root.Digest, result.Root.Digest);
            Assert.Equal(SampleImage.Reach(_store, root), [.. pulled.Whole.Keys]);
        }
    }

    [Fact]
    public async Task Two_tags_of_one_image_have_one_digest_and_the_second_sends_no_blob()
    {
        Descriptor root = SampleImage.Add(_store);
        await Push(root, Here("two:v1.0"));
        var seen = new Progress();
        await new ImageTransfer(_client, _store, seen).PushAsync(root, Here("two"), [], Cancellation);
        Assert.Equal([TransferState.Exists], seen.Ends);
        Descriptor? latest = await _client.FindManifestAsync(Here("two:latest"), Cancellation);
        Assert.Equal((root.Digest, root.Size, root.MediaType), (latest!.Digest, latest.Size, latest.MediaType));
        Assert.Equal(["latest", "v1.0"], (await All(_client.ListTagsAsync(RepositoryOf(Here("two").Text), Cancellation))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_an_index_one_platform_or_all_are_pulled()
    {
        Descriptor root = SampleImage.AddIndex(_store);
        await Push(root, Here("index"));

        var all = new MemoryStore();
        PulledImage everything = await new ImageTransfer(_client, all).PullAsync(Here("index"), null, Cancellation);
        Assert.Equal(SampleImage.Reach(_store, root), [.. all.Whole.Keys]);
        Assert.Equal(2, everything.Manifests.Length);

        var one = new MemoryStore();
        PulledImage arm = await new ImageTransfer(_client, one).PullAsync(Here("index"), new Platform("linux", "arm64"), Cancellation);
        Descriptor manifest = Assert.Single(arm.Manifests);
        Assert.Equal(SampleImage.Reach(_store, manifest).Add(root.Digest), [.. one.Whole.Keys]);

        RegistryError error = await FailureOf(() => new ImageTransfer(_client, new MemoryStore()).PullAsync(Here("index"), new Platform("linux", "s390x"), Cancellation));
        Assert.Equal(RegistryErrorKind.NoPlatform, error.Kind);
        Assert.Equal($"{Here("index:latest")} is not for linux/s390x; it is for linux/amd64, linux/arm64/v8", error.Message);

        RegistryError incomplete = await FailureOf(() => new ImageTransfer(_client, one).PushAsync(root, Here("other"), [], Cancellation));
        Assert.Equal(RegistryErrorKind.Incomplete, incomplete.Kind);
        Assert.Contains("linux/amd64", incomplete.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_is_mounted_from_another_repository()
    {
        Descriptor root = SampleImage.Add(_store);
        await Push(root, Here("origin"));
        var seen = new Progress();
        await new ImageTransfer(_client, _store, seen).PushAsync(root, Here("mounted"), [RepositoryOf(Here("origin").Text)], Cancellation);
        Assert.Equal([TransferState.Mounted], seen.Ends);
        Assert.DoesNotContain("PATCH /v2/mounted", Registry.Written, StringComparison.Ordinal);
        await new ImageTransfer(_client, new MemoryStore()).PullAsync(Here("mounted"), null, Cancellation);
    }

    [Fact]
    public async Task What_another_repository_has_not_got_is_uploaded()
    {
        Descriptor root = SampleImage.Add(_store);
        var seen = new Progress();
        await new ImageTransfer(_client, _store, seen).PushAsync(root, Here("unmounted"), [RepositoryOf(Here("nothing").Text)], Cancellation);
        Assert.Equal([TransferState.Done], seen.Ends);
    }

    [Fact]
    public async Task A_large_blob_is_uploaded_in_parts()
    {
        byte[] content = RandomNumberGenerator.GetBytes(1_000_000);
        Descriptor blob = SampleImage.AddContent(_store, MediaTypes.OciLayer, content);
        using var client = new RegistryClient(Options with { ChunkLength = 300_000 });
        Repository repository = RepositoryOf(Here("parts").Text);
        var sent = new List<long>();
        await client.UploadBlobAsync(repository, blob, () => _store.Open(blob.Digest), sent.Add, Cancellation);
        Assert.Equal(content.Length, sent[^1]);
        Assert.Equal(sent.Order(), sent);
        Assert.True(await client.HasBlobAsync(repository, blob.Digest, Cancellation));
        Assert.Equal(4, Registry.Written.Split("\"PATCH /v2/parts").Length - 1);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_goes_on_where_the_registry_stands()
    {
        byte[] content = RandomNumberGenerator.GetBytes(1_000_000);
        Descriptor blob = SampleImage.AddContent(_store, MediaTypes.OciLayer, content);
        using var client = new RegistryClient(Options with { ChunkLength = 300_000 });
        Repository repository = RepositoryOf(Here("resumed").Text);
        var opened = new List<Breaking>();
        await client.UploadBlobAsync(
            repository,
            blob,
            () =>
            {
                // At the start of the third part; docker-registry gives up an upload of which it has half a part.
                var stream = new Breaking(content, opened.Count == 2 ? 600_000 : long.MaxValue);
                opened.Add(stream);
                return stream;
            },
            null,
            Cancellation);
        Assert.True(await client.HasBlobAsync(repository, blob.Digest, Cancellation));
        Assert.Contains("\"GET /v2/resumed/blobs/uploads/", Registry.Written, StringComparison.Ordinal);
        Assert.Single(Registry.Written.Split('\n'), static line => line.Contains("\"POST /v2/resumed/blobs/uploads/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_download_goes_on_where_it_stood()
    {
        byte[] content = RandomNumberGenerator.GetBytes(200_000);
        Descriptor blob = SampleImage.AddContent(_store, MediaTypes.OciLayer, content);
        Repository repository = RepositoryOf(Here("part").Text);
        await _client.UploadBlobAsync(repository, blob, () => _store.Open(blob.Digest), null, Cancellation);
        var store = new MemoryStore();
        store.AddPart(blob.Digest, content[..150_000]);
        var seen = new List<long>();
        using (IBlobWriter writer = store.Write(blob.Digest)!)
            await _client.DownloadBlobAsync(repository, blob, writer, seen.Add, Cancellation);
        Assert.Equal(content, store.Whole[blob.Digest]);
        Assert.True(seen[0] > 150_000);
    }

    [Fact]
    public async Task Many_tags_and_many_repositories_are_listed()
    {
        Descriptor root = SampleImage.Add(_store);
        await Push(root, Here("many:t0"));
        byte[] content = _store.Whole[root.Digest];
        string[] expected = [.. Enumerable.Range(0, 40).Select(static number => $"t{number}")];
        foreach (string tag in expected.Skip(1))
            await _client.PutManifestAsync(Here($"many:{tag}"), root.MediaType, content, Cancellation);
        List<string> tags = await All(_client.ListTagsAsync(RepositoryOf(Here("many").Text), Cancellation));
        Assert.Equal(expected.Order(StringComparer.Ordinal), tags.Order(StringComparer.Ordinal));

        string[] repositories = ["many", "more", "most"];
        foreach (string name in repositories.Skip(1))
            await Push(root, Here(name));
        using var pages = new RegistryClient(Options with { PageLength = 1 });
        Assert.Superset(repositories.ToHashSet(), (await All(pages.ListRepositoriesAsync(Registry.Host, Cancellation))).ToHashSet());
        Assert.Contains("_catalog?last=many&n=1", Registry.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_deleted_is_gone()
    {
        Descriptor root = SampleImage.Add(_store);
        await Push(root, Here("gone"));
        Assert.NotNull(await _client.FindManifestAsync(Here("gone"), Cancellation));
        await _client.DeleteManifestAsync(Here($"gone@{root.Digest}"), Cancellation);
        Assert.Null(await _client.FindManifestAsync(Here("gone"), Cancellation));
        RegistryError error = await FailureOf(() => _client.GetManifestAsync(Here("gone"), Cancellation));
        Assert.Equal(RegistryErrorKind.NotFound, error.Kind);
        Assert.Equal($"{Here("gone:latest")}: not found; check the name (it says: manifest unknown)", error.Message);

        Digest layer = ((ImageManifest)ManifestDocument.Read(_store.Whole[root.Digest]).Value!).Layers[0].Digest;
        Repository repository = RepositoryOf(Here("gone").Text);
        await _client.DeleteBlobAsync(repository, layer, Cancellation);
        Assert.False(await _client.HasBlobAsync(repository, layer, Cancellation));
    }

    [Fact]
    public async Task Referrers_are_found_by_their_tag_where_the_registry_does_not_know_them()
    {
        const string Kind = "application/vnd.example.signature";
        Descriptor root = SampleImage.Add(_store);
        await Push(root, Here("signed"));
        Descriptor[] signatures = [Signature(Kind, "1"), Signature(Kind, "2"), Signature("application/vnd.example.other", "3")];
        foreach (Descriptor signature in signatures)
            await Push(signature, Here($"signed@{signature.Digest}"));
        Repository repository = RepositoryOf(Here("signed").Text);
        ImmutableArray<Descriptor> found = await _client.ListReferrersAsync(repository, root.Digest, Kind, Cancellation);
        Assert.Equal([signatures[0].Digest, signatures[1].Digest], found.Select(static referrer => referrer.Digest));
        Assert.Equal("1", found[0].Annotations["number"]);
        Assert.Equal(3, (await _client.ListReferrersAsync(repository, root.Digest, null, Cancellation)).Length);
        Assert.Empty(await _client.ListReferrersAsync(repository, signatures[0].Digest, null, Cancellation));

        Descriptor Signature(string kind, string number)
        {
            Descriptor empty = SampleImage.AddContent(_store, MediaTypes.OciEmpty, Encoding.ASCII.GetBytes("{}"));
            var manifest = new ImageManifest(empty, [empty])
            {
                ArtifactType = kind,
                Subject = root with { Platform = null },
                Annotations = ImmutableSortedDictionary<string, string>.Empty.Add("number", number),
            };
            return SampleImage.AddContent(_store, MediaTypes.OciManifest, manifest.Write());
        }
    }

    [Fact]
    public async Task What_skopeo_pushes_we_pull_and_what_we_push_skopeo_copies()
    {
        using var folder = new TemporaryFolder();
        Descriptor root = SampleImage.AddIndex(_store);
        SampleImage.WriteLayout(_store, root, folder.PathOf("in"));
        await Skopeo.RunAsync("copy", "--all", "--dest-tls-verify=false", $"oci:{folder.PathOf("in")}:it", $"docker://{Here("skopeo:1")}");

        var pulled = new MemoryStore();
        PulledImage result = await new ImageTransfer(_client, pulled).PullAsync(Here("skopeo:1"), null, Cancellation);
        Assert.Equal(root.Digest, result.Root.Digest);
        Assert.Equal(SampleImage.Reach(_store, root), [.. pulled.Whole.Keys]);

        await new ImageTransfer(_client, pulled).PushAsync(result.Root, Here("ours:1"), [], Cancellation);
        string raw = await Skopeo.RunAsync("inspect", "--raw", "--tls-verify=false", $"docker://{Here("ours:1")}");
        Assert.Equal(root.Digest, ContentDigest.Of(Encoding.UTF8.GetBytes(raw)));
        await Skopeo.RunAsync("copy", "--all", "--src-tls-verify=false", $"docker://{Here("ours:1")}", $"oci:{folder.PathOf("out")}:it");
        Assert.Equal(
            SampleImage.Reach(_store, root).Select(static digest => digest.Hex).Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.PathOf("out/blobs/sha256")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private ImageReference Here(string name) => Image($"{Registry.Host}/{name}");

    private Task<Descriptor> Push(Descriptor root, ImageReference target) =>
        new ImageTransfer(_client, _store).PushAsync(root, target, [], Cancellation);

    /// <summary>Remembers what became of each blob.</summary>
    private sealed class Progress : IProgress<TransferProgress>
    {
        private readonly Dictionary<Digest, TransferState> _states = [];

        public IEnumerable<TransferState> Ends => _states.Values.Distinct();

        public void Report(TransferProgress value)
        {
            lock (_states)
                _states[value.Blob.Digest] = value.State;
        }
    }

    /// <summary>Fails at a place.</summary>
    private sealed class Breaking(byte[] content, long place) : MemoryStream(content, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= place ? throw new IOException("broken") : base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, 10_000)], cancellationToken);
    }
}
