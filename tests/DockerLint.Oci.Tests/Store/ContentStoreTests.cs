using System.Text;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Oci.Tests.Store;

/// <summary>Content goes in whole or not at all, and images have names.</summary>
public sealed class ContentStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ContentStore _store;

    public ContentStoreTests() => _store = new ContentStore(_folder.PathOf("store"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_store_is_empty_and_leaves_no_files()
    {
        Assert.Empty(_store.Images());
        Assert.False(_store.Contains(Images.DigestOf("x")));
        Assert.False(Directory.Exists(_store.Folder));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public void A_blob_is_found_by_its_digest(int length)
    {
        string text = new('x', length);
        using StoreLease lease = _store.Lease();
        Digest digest = Images.Write(lease, text);
        Assert.Equal(Images.DigestOf(text), digest);
        Assert.Equal(length, _store.LengthOf(digest));
        using var reader = new StreamReader(_store.Open(digest));
        Assert.Equal(text, reader.ReadToEnd());
        Assert.Null(lease.Write(digest));
    }

    [Fact]
    public void A_blob_is_there_only_once_it_is_committed()
    {
        Digest digest = Images.DigestOf("hello");
        using StoreLease lease = _store.Lease();
        using (BlobWriter writer = lease.Write(digest)!)
        {
            writer.Write("hello"u8);
            Assert.False(_store.Contains(digest));
        }

        Assert.False(_store.Contains(digest));
        Assert.Throws<StoreException>(() => _store.Open(digest));
    }

    [Fact]
    public void Content_with_another_digest_is_refused_and_dropped()
    {
        Digest digest = Images.DigestOf("hello");
        using StoreLease lease = _store.Lease();
        using (BlobWriter writer = lease.Write(digest)!)
        {
            writer.Write("hallo"u8);
            StoreException failure = Assert.Throws<StoreException>(() => writer.Commit());
            Assert.Contains($"the content of {digest} is {Images.DigestOf("hallo")}", failure.Message, StringComparison.Ordinal);
        }

        Assert.False(_store.Contains(digest));
        using BlobWriter next = lease.Write(digest)!;
        Assert.Equal(0, next.Length);
    }

    [Fact]
    public async Task A_broken_attempt_is_taken_up()
    {
        Digest digest = Images.DigestOf("hello world");
        using (StoreLease lease = _store.Lease())
        await using (BlobWriter writer = lease.Write(digest)!)
        {
            await writer.WriteAsync(Encoding.UTF8.GetBytes("hello "), TestContext.Current.CancellationToken);
        }

        using StoreLease later = _store.Lease();
        await using BlobWriter second = later.Write(digest)!;
        Assert.Equal(6, second.Length);
        second.Write("world"u8);
        Assert.Equal(digest, second.Commit());
    }

    [Fact]
    public void An_attempt_can_start_again()
    {
        Digest digest = Images.DigestOf("hello");
        using StoreLease lease = _store.Lease();
        using BlobWriter writer = lease.Write(digest)!;
        writer.Write("nonsense"u8);
        writer.Restart();
        writer.Write("hello"u8);
        Assert.Equal(digest, writer.Commit());
    }

    [Fact]
    public void Two_who_write_the_same_both_succeed()
    {
        Digest digest = Images.DigestOf("hello");
        using StoreLease lease = _store.Lease();
        using BlobWriter first = lease.Write(digest)!;
        using BlobWriter second = lease.Write(digest)!;
        first.Write("hel"u8);
        second.Write("hello"u8);
        Assert.Equal(digest, second.Commit());
        first.Write("lo"u8);
        Assert.Equal(digest, first.Commit());
        Assert.Empty(Images.FaultsOf(_store));
    }

    [Fact]
    public void Longer_hashes_are_computed_as_well()
    {
        string hex = Convert.ToHexString(System.Security.Cryptography.SHA512.HashData("hello"u8)).ToLowerInvariant();
        Assert.True(Digest.TryParse($"sha512:{hex}", out Digest? digest, out _));
        using StoreLease lease = _store.Lease();
        using BlobWriter writer = lease.Write(digest)!;
        writer.Write("hello"u8);
        Assert.Equal(digest, writer.Commit());
    }

    [Theory]
    [InlineData("redis", "redis", true)]
    [InlineData("redis:7", "docker.io/library/redis:7", true)]
    [InlineData("quay.io/a/b:1", "quay.io/a/b:1", true)]
    [InlineData("redis:7", "redis", false)]
    [InlineData("redis:7", "other:7", false)]
    [InlineData("redis:7", "redis:", false)]
    [InlineData("redis:7", "", false)]
    [InlineData("redis:7", "sha256:", false)]
    public void An_image_is_found_by_its_name(string name, string text, bool isFound)
    {
        Digest digest = Images.Add(_store, name, "layer");
        Assert.Equal(isFound ? [digest] : [], _store.Find(text).Select(static image => image.Digest));
    }

    [Fact]
    public void An_image_is_found_by_its_identifier()
    {
        Digest digest = Images.Add(_store, "a:1", "layer");
        _store.Tag("a:1", Images.Named("b"));
        foreach (string text in (string[])[digest.Text, digest.Hex, digest.Text[..15], digest.Hex[..4], $"a@{digest}"])
            Assert.All(_store.Find(text), image => Assert.Equal(digest, image.Digest));
        Assert.Equal(["docker.io/library/a:1", "docker.io/library/b:latest"], _store.Find(digest.Hex[..12]).Select(static image => image.Name!.Text));
        Assert.Empty(_store.Find($"c@{digest}"));
    }

    [Fact]
    public void An_identifier_that_means_several_images_means_none()
    {
        // The pigeonhole: of 17 digests two start alike.
        for (int number = 0; number < 17; number++)
            Images.Add(_store, $"a:{number}", $"layer {number}");
        string start = _store.Images().GroupBy(static image => image.Digest.Text[..8]).First(static group => group.Count() > 1).Key;
        Assert.Empty(_store.Find(start));
    }

    [Fact]
    public void A_name_moves_and_who_loses_it_stays_without_one()
    {
        Digest first = Images.Add(_store, "a", "one");
        Digest second = Images.Add(_store, "a", "two");
        Assert.Equal([(first, null), (second, "docker.io/library/a:latest")], _store.Images().Select(static image => (image.Digest, image.Name?.Text)));
        _store.Name(Images.Named("b"), first, Images.ManifestType);
        Assert.Equal(["docker.io/library/a:latest", "docker.io/library/b:latest"], _store.Images().Select(static image => image.Name?.Text));
    }

    [Fact]
    public void What_is_not_there_gets_no_name()
    {
        Assert.Throws<StoreException>(() => _store.Name(Images.Named("a"), Images.DigestOf("x"), Images.ManifestType));
        StoreException failure = Assert.Throws<StoreException>(() => _store.Tag("a", Images.Named("b")));
        Assert.Equal("there is no image 'a' in the store; 'dockerlint images' lists them", failure.Message);
        Assert.Throws<StoreException>(() => _store.Remove("a"));
    }

    [Theory]
    [InlineData(PruneScope.Content, 2, 6)]
    [InlineData(PruneScope.Dangling, 1, 3)]
    [InlineData(PruneScope.All, 0, 0)]
    public void Pruning_takes_what_it_is_told_to(PruneScope scope, int images, int blobs)
    {
        Images.Add(_store, "a", "one");
        Images.Add(_store, "a", "two");
        using (StoreLease lease = _store.Lease())
            Images.Write(lease, "nobody's");
        PruneResult result = _store.Prune(scope);
        Assert.Equal(images, _store.Images().Length);
        Assert.Equal(blobs, new BlobFiles(_store.Folder).All().Count());
        Assert.Contains(Images.DigestOf("nobody's"), result.Blobs);
        Assert.True(result.Bytes > 0);
        Assert.Equal(scope == PruneScope.All ? ["docker.io/library/a:latest"] : [], result.Names.Select(static name => name.Text));
        Assert.Empty(Images.FaultsOf(_store));
    }

    [Fact]
    public void Pruning_leaves_what_others_work_with()
    {
        Images.Add(_store, "a", "one");
        using StoreLease lease = _store.Lease();
        Digest written = Images.Write(lease, "written");
        Assert.True(lease.Claim(Images.DigestOf("one")));
        Digest pending = Images.DigestOf("pending");
        using BlobWriter writer = lease.Write(pending)!;
        writer.Write("pend"u8);

        _store.Prune(PruneScope.All);
        Assert.True(_store.Contains(written));
        Assert.True(_store.Contains(Images.DigestOf("one")));
        Assert.False(_store.Contains(Images.DigestOf("{\"of\":\"one\"}")));
        writer.Write("ing"u8);
        Assert.Equal(pending, writer.Commit());

        lease.Dispose();
        _store.Prune(PruneScope.All);
        Assert.Empty(new BlobFiles(_store.Folder).All());
        Assert.Empty(Directory.GetFiles(_folder.PathOf("store", "ingest")));
    }

    [Fact]
    public void Pruning_takes_what_killed_processes_left()
    {
        Images.Add(_store, "a", "one");
        foreach (string name in (string[])["ingest/0123.lease", "ingest/0123.part", $"ingest/sha256-{Images.DigestOf("x").Hex}.part", "index.json.0123.tmp"])
            File.WriteAllText(_folder.PathOf("store", name), "12345");
        Assert.Equal(20, _store.Prune(PruneScope.Content).Bytes);
        Assert.Equal(["index.json", "lock", "oci-layout"], Directory.GetFiles(_store.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(_folder.PathOf("store", "ingest")));
    }

    [Fact]
    public void A_damaged_part_is_not_taken_for_content()
    {
        Digest digest = Images.DigestOf("hello");
        using StoreLease lease = _store.Lease();
        File.WriteAllText(_folder.PathOf("store", "ingest", $"sha256-{digest.Hex}.part"), "hallo");
        using (BlobWriter writer = lease.Write(digest)!)
        {
            Assert.Equal(5, writer.Length);
            Assert.Throws<StoreException>(() => writer.Commit());
        }

        Assert.False(_store.Contains(digest));
    }

    [Fact]
    public void A_folder_of_something_else_is_left_alone()
    {
        Directory.CreateDirectory(_store.Folder);
        File.WriteAllText(_folder.PathOf("store", "thesis.txt"), "x");
        Assert.Contains("is no OCI image layout, and not empty", Assert.Throws<StoreException>(() => _store.Lease()).Message, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(_store.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("oci-layout", "{\"imageLayoutVersion\":\"2.0.0\"}", "does not say that the folder is an OCI image layout")]
    [InlineData("oci-layout", "?", "does not say that the folder is an OCI image layout")]
    [InlineData("index.json", "{}", "has a 'schemaVersion' other than 2")]
    [InlineData("index.json", "", "is no valid JSON")]
    public void A_broken_store_is_told_and_left_alone(string file, string content, string reason)
    {
        Images.Add(_store, "a", "one");
        File.WriteAllText(_folder.PathOf("store", file), content);
        StoreException failure = Assert.Throws<StoreException>(() => _store.Tag("a", Images.Named("b")));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => _store.Prune(PruneScope.All));
        Assert.Equal(content, File.ReadAllText(_folder.PathOf("store", file)));
        Assert.Equal(3, new BlobFiles(_store.Folder).All().Count());
    }

    [Theory]
    [InlineData("DOCKERLINT_STORE=/a/b XDG_DATA_HOME=/x", "/a/b")]
    [InlineData("XDG_DATA_HOME=/x", "/x/dockerlint/store")]
    [InlineData("XDG_DATA_HOME=x", "/home/u/.local/share/dockerlint/store")]
    [InlineData("", "/home/u/.local/share/dockerlint/store")]
    public void The_store_is_where_the_environment_says(string variables, string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(static pair => pair.Split('=')[0], static pair => pair.Split('=')[1]);
        Assert.Equal(folder, StoreFolder.Of("/home/u", values.GetValueOrDefault));
    }
}
