using System.Collections.Immutable;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Snapshots;
using DockerLint.Build.Tar;
using DockerLint.Build.Tests.Tar;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Build.Tests.Snapshots;

[Trait(Machine.Trait, Machine.Root)]
public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SnapshotStore _store;

    public SnapshotTests() => _store = new SnapshotStore(_folder.PathOf("store"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_step_sees_what_is_below_and_leaves_it_as_it_is()
    {
        using Snapshot first = Step("first", null, "echo one > a; mkdir d; echo two > d/b");
        using Snapshot second = Step("second", first, "cat a d/b; echo changed > a; rm -r d");
        Assert.Equal("./a\n./d\n./d/b\n", Files(first));
        Assert.Equal("./a\n", Files(second));
        Assert.Equal("changed\n", Read(second, "/a"));
        Assert.Equal("one\n", Read(first, "/a"));
    }

    [Fact]
    public void What_was_not_committed_leaves_nothing()
    {
        using (Workspace workspace = _store.Begin(null))
            Change(workspace, "touch a");
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_store.Folder, "work")));
        Assert.Empty(_store.List());
    }

    [Fact]
    public void Nobody_else_sees_what_is_mounted()
    {
        using Workspace workspace = _store.Begin(null);
        Change(workspace, "touch a");
        Assert.DoesNotContain(_folder.Path, File.ReadAllText("/proc/self/mountinfo"), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(workspace.RootPath));
    }

    [Fact]
    public void Devices_of_an_image_cannot_be_used()
    {
        using Workspace workspace = _store.Begin(null);
        Change(workspace, "mknod null c 1 3");
        using Place device = workspace.Root.Find("/null")!;
        Assert.Equal(FileKind.CharacterDevice, device.Status!.Value.Kind);
        Assert.Throws<IOException>(() => device.OpenRead());
    }

    [Fact]
    public void The_same_key_is_stored_once()
    {
        using Snapshot first = Step("key", null, "echo one > a");
        using Snapshot second = Step("key", null, "echo two > a");
        Assert.Equal("one\n", Read(second, "/a"));
        Assert.Single(_store.List());
    }

    [Fact]
    public void What_is_held_is_given_out_again_and_stays_until_all_have_let_go()
    {
        Snapshot first = Step("first", null, "echo one > a");
        Snapshot second = Step("second", first, "echo two > b");
        using Snapshot again = _store.Open(KeyOf("second"))!;
        Assert.Same(second, again);
        Assert.Same(first, again.Parent);
        first.Dispose();
        second.Dispose();
        Assert.False(_store.TryRemove(KeyOf("second")));
        Assert.Equal("two\n", Read(again, "/b"));
        Assert.Equal("one\n", File.ReadAllText(Path.Combine(again.FolderPaths[1], "a")));
    }

    [Fact]
    public void Steps_of_several_threads_do_not_meet()
    {
        using Snapshot first = Step("first", null, "echo one > a");
        Parallel.For(0, 8, index =>
        {
            using Snapshot next = Step($"step{index % 4}", first, $"echo {index % 4} > a");
            Assert.Equal($"{index % 4}\n", Read(next, "/a"));
        });
        Assert.Equal(5, _store.List().Length);
    }

    [Fact]
    public void Pruning_leaves_what_is_in_use_and_what_that_lies_over()
    {
        using Snapshot first = Step("first", null, "head -c 1000 /dev/zero > a");
        Step("second", first, "head -c 2000 /dev/zero > b").Dispose();
        Snapshot third = Step("third", first, "head -c 3000 /dev/zero > c");
        AssertPrunes(0, 2000, "second");
        third.Dispose();
        AssertPrunes(4000, 0);
        AssertPrunes(3999, 3000, "third");
        first.Dispose();
        AssertPrunes(0, 1000, "first");
        Assert.Empty(_store.List());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_store.Folder, "work")));
    }

    private void AssertPrunes(long mostBytes, long freed, params string[] gone)
    {
        ImmutableArray<CacheEntry> entries = new BuildCache(_store.Folder).Prune(mostBytes);
        // A process that another test is about to start has our locks, too, until its program begins.
        for (int attempt = 0; attempt < 100 && entries.Length < gone.Length; attempt++)
        {
            Thread.Sleep(20);
            entries = entries.AddRange(new BuildCache(_store.Folder).Prune(mostBytes));
        }

        Assert.Equal(gone.Select(static name => KeyOf(name).Text), entries.Select(static entry => entry.Name));
        Assert.Equal(freed, entries.Sum(static entry => entry.Bytes));
    }

    [Fact]
    public void Pruning_clears_away_what_killed_processes_left_but_no_work_in_progress()
    {
        using Workspace workspace = _store.Begin(null);
        string left = Path.Combine(_store.Folder, "work", "0123456789abcdef");
        Directory.CreateDirectory(Path.Combine(left, "upper", "d"));
        _store.ClearLeftovers();
        Assert.False(Directory.Exists(left));
        Change(workspace, "touch a");
        workspace.Commit(KeyOf("a")).Dispose();
    }

    [Fact]
    public void A_snapshot_without_what_it_lies_over_is_none()
    {
        using Snapshot first = Step("first", null, "touch a");
        Step("second", first, "touch b").Dispose();
        first.Dispose();
        Directory.Delete(Path.Combine(_store.Folder, "snapshots", $"sha256-{KeyOf("first").Hex}"), recursive: true);
        Assert.Null(_store.Open(KeyOf("second")));
    }

    [Fact]
    public void Layers_of_a_hundred_steps_are_mounted()
    {
        var held = new List<Snapshot>();
        for (int index = 0; index < 125; index++)
            held.Add(Step($"{index}", held.LastOrDefault(), $"touch {index}"));
        Assert.Equal(126, Files(held[^1]).Split('\n').Length);
        held.ForEach(static snapshot => snapshot.Dispose());
    }

    [Fact]
    public void A_layer_is_unpacked_over_those_below()
    {
        using Snapshot first = Step("first", null, "mkdir -m 1777 tmp; mkdir -p usr/lib; ln -s usr/lib lib; echo old > usr/lib/old; mkdir gone; touch gone/x");
        byte[] layer = Archives.Of(
            (Archives.File("tmp/f"), "f"), (Archives.File("lib/new"), "new"), (Archives.HardLink("hard", "usr/lib/old"), ""), (Archives.File(".wh.gone"), ""));
        (Snapshot? snapshot, UnpackResult result) = _store.Unpack(KeyOf("unpacked"), first, new MemoryStream(layer), ContentDigest.Of(layer));
        Assert.Null(result.Error);
        using (snapshot)
        {
            Assert.Equal("./hard\n./lib\n./tmp\n./tmp/f\n./usr\n./usr/lib\n./usr/lib/new\n./usr/lib/old\n", Files(snapshot!));
            using SnapshotView view = _store.View(snapshot!);
            using Place folder = view.Root.Find("/tmp")!;
            Assert.Equal(0x3FF, folder.Status!.Value.Mode);
        }

        (Snapshot? none, UnpackResult wrong) = _store.Unpack(KeyOf("wrong"), first, new MemoryStream(layer), KeyOf("other"));
        Assert.Null(none);
        Assert.Contains("not sha256:", wrong.Error!, StringComparison.Ordinal);
    }

    public static TheoryData<string, string[]> Differences => new()
    {
        { "true", [] },
        { "touch new", ["File new"] },
        { "mkdir -p n/m", ["Folder n", "Folder n/m"] },
        { "rm a", ["File .wh.a"] },
        { "rm -r d", ["File .wh.d"] },
        { "rm -r d; mkdir d; touch d/new", ["Folder d", "File d/.wh..wh..opq", "File d/new"] },
        { "rm -r d; touch d", ["File d"] },
        { "rm a; mkdir a; touch a/b", ["Folder a", "File a/b"] },
        { "echo x >> d/b", ["Folder d", "File d/b"] },
        { "chmod 700 d", ["Folder d"] },
        { "touch d/t; rm d/t", ["Folder d"] },
        { "touch -r d ref; touch d/t; rm d/t; touch -r ref d; rm ref", [] },
        { "rm d/b", ["Folder d", "File d/.wh.b"] },
        { "touch new; rm new", [] },
        { "echo x > x; ln x y; mkdir z; ln x z/w", ["File x", "HardLink y", "Folder z", "HardLink z/w"] },
        { "ln -s x link; mkfifo p; mknod c c 1 3; mknod b b 7 0", ["BlockDevice b", "CharacterDevice c", "SymbolicLink link", "Pipe p"] },
        { "cp -a a b; chmod 4755 b; chown 7:8 b", ["File b"] },
        { "perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => \"s\", Listen => 1) or die'", [] },
        { "mv d e", ["File .wh.d", "Folder e", "File e/b"] },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void A_layer_has_what_the_step_changed(string script, string[] expected)
    {
        using Snapshot first = Step("first", null, "echo one > a; mkdir d; echo two > d/b; touch -d @1000 d");
        using Snapshot second = Step("second", first, script);
        (List<(TarEntry Entry, byte[] Content)> entries, TarError? error) = Archives.Read(Archive(second));
        Assert.Null(error);
        Assert.Equal(expected, entries.Select(static item => $"{item.Entry.Kind} {item.Entry.Name}"));
        // The layer makes of the files below what the step made of them.
        (Snapshot? again, UnpackResult result) = _store.Unpack(KeyOf("again"), first, new MemoryStream(Archive(second)), null);
        Assert.Null(result.Error);
        using (again)
            Assert.Equal(Listing(second), Listing(again!));
    }

    [Fact]
    public void Nothing_of_the_machine_is_in_a_layer()
    {
        byte[][] archives = [.. Enumerable.Range(0, 2).Select(index =>
        {
            // Names come in another order, at another time.
            using Snapshot step = Step($"step{index}", null, index == 0 ? "touch b; sleep 1.1; touch a; mkdir c" : "mkdir c; touch a b");
            return Archive(step, newest: 1000);
        })];
        Assert.Equal(archives[0], archives[1]);
        Assert.All(Archives.Read(archives[0]).Entries, static item => Assert.Equal(new FileTime(1000), item.Entry.Modified));
    }

    [Fact]
    public void Attributes_are_in_a_layer_but_not_those_of_the_overlay()
    {
        using Workspace workspace = _store.Begin(null);
        Change(workspace, "cp /bin/true t; /usr/sbin/setcap cap_net_raw=ep t; touch \"$(printf 'n\\377')\"");
        using (Place file = workspace.Root.Find("/t")!)
            Assert.True(file.TrySetAttribute(new FileAttribute("user.x", new byte[] { 0xFF, 0 })));
        using Snapshot first = workspace.Commit(KeyOf("first"));
        List<(TarEntry Entry, byte[] Content)> entries = Archives.Read(Archive(first)).Entries;
        Assert.Equal([(byte)'n', 0xFF], entries[0].Entry.Name.Bytes.ToArray());
        Assert.Equal(["security.capability", "user.x"], entries[1].Entry.Attributes.Select(static attribute => attribute.Name));
        Assert.Equal([0xFF, 0], entries[1].Entry.Attributes[1].Value.ToArray());
    }

    [Theory]
    [InlineData(Compression.None, "application/vnd.oci.image.layer.v1.tar")]
    [InlineData(Compression.Gzip, "application/vnd.oci.image.layer.v1.tar+gzip")]
    [InlineData(Compression.Zstd, "application/vnd.oci.image.layer.v1.tar+zstd")]
    public void A_layer_goes_into_the_store_with_both_of_its_digests(Compression compression, string mediaType)
    {
        // More than a block of the compressor.
        using Snapshot first = Step("first", null, "seq 1 400000 > a; head -c 3000000 /dev/urandom > b");
        var store = new ContentStore(_folder.PathOf("content"));
        using StoreLease lease = store.Lease();
        Layer layer = first.WriteLayer(lease, compression);
        Assert.Equal(layer, first.WriteLayer(lease, compression));
        Assert.Equal(mediaType, layer.MediaType);
        Assert.Equal(layer.Size, store.LengthOf(layer.Digest));
        Assert.Equal(ContentDigest.Of(Archive(first)), layer.DiffId);
        using FileStream blob = store.Open(layer.Digest);
        (Snapshot? again, UnpackResult result) = _store.Unpack(KeyOf("again"), null, blob, layer.DiffId);
        Assert.Null(result.Error);
        Assert.Equal(Listing(first), Listing(again!));
        again!.Dispose();
        if (compression == Compression.Gzip)
            Machine.Shell(store.Folder, $"gzip -t < blobs/sha256/{layer.Digest.Hex}");
        if (compression == Compression.Zstd)
            Machine.Run("zstd", "-t", Path.Combine(store.Folder, "blobs", "sha256", layer.Digest.Hex));
    }

    private static Digest KeyOf(string name) => ContentDigest.Of(System.Text.Encoding.UTF8.GetBytes(name));

    private Snapshot Step(string key, Snapshot? parent, string script)
    {
        using Workspace workspace = _store.Begin(parent);
        Change(workspace, script);
        return workspace.Commit(KeyOf(key));
    }

    private static void Change(Workspace workspace, string script) => workspace.Space.Run(() => Machine.Shell(workspace.RootPath, script));

    private string Files(Snapshot snapshot) => Show(snapshot, "find . -mindepth 1 | LC_ALL=C sort");

    private string Listing(Snapshot snapshot) =>
        Show(snapshot, "find . -mindepth 1 -not -type d -not -type s -printf '%p %y %m %U:%G %s %n %Ts %l\\n' | LC_ALL=C sort; find . -mindepth 1 -type d -printf '%p %m %U:%G %Ts\\n' | LC_ALL=C sort");

    private string Show(Snapshot snapshot, string script)
    {
        using SnapshotView view = _store.View(snapshot);
        return Machine.Shell($"/proc/{Environment.ProcessId}/fd/{view.Root.Handle.DangerousGetHandle()}/", script);
    }

    private string Read(Snapshot snapshot, string path)
    {
        using SnapshotView view = _store.View(snapshot);
        using Place place = view.Root.Find(path)!;
        using var reader = new StreamReader(place.OpenRead());
        return reader.ReadToEnd();
    }

    private static byte[] Archive(Snapshot snapshot, long? newest = null)
    {
        using var archive = new MemoryStream();
        snapshot.WriteArchive(archive, newest);
        return archive.ToArray();
    }
}
