using System.IO.Compression;
using CsCheck;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Tar;
using DockerLint.Build.Tests.Tar;
using DockerLint.Oci.Registry;

namespace DockerLint.Build.Tests.Layers;

[Trait(Machine.Trait, Machine.Root)]
public sealed class LayerUnpackerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;

    public LayerUnpackerTests()
    {
        _root = _folder.PathOf("root");
        Directory.CreateDirectory(_root);
        _folder.With("outside/secret", "kept");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_a_layer_can_hold_is_there_afterwards()
    {
        TarEntry owned = Archives.File("d/f") with { Mode = 0x9ED, Uid = 70000, Gid = 70001, Modified = new FileTime(1234567890, 5) };
        UnpackResult result = Unpack(Archives.Of(
            (Archives.Folder("d") with { Mode = 0x3FF, Modified = new FileTime(99) }, ""),
            (owned with { Attributes = [new FileAttribute("security.capability", Convert.FromHexString("0100000200040000000000000000000000000000"))] }, "content"),
            (Archives.HardLink("d/h", "./d/f"), ""),
            (Archives.SymbolicLink("d/s", "/absolute"), ""),
            (new TarEntry { Name = "d/c", Kind = TarKind.CharacterDevice, Mode = 0x1B6, Major = 1, Minor = 3 }, ""),
            (new TarEntry { Name = "d/p", Kind = TarKind.Pipe, Mode = 0x180 }, ""),
            (Archives.File("d/x") with { Name = new UnixPath([(byte)'d', (byte)'/', 0xFF]) }, "")));
        Assert.Null(result.Error);
        Assert.Equal(
            "d 1777 0:0 2 99\nd/c 666 0:0 1 0\nd/f 4755 70000:70001 2 1234567890\nd/h 4755 70000:70001 2 1234567890\nd/p 600 0:0 1 0\nd/s 777 0:0 1 0\n",
            Machine.Shell(_root, "for f in d d/c d/f d/h d/p d/s; do stat -c '%n %a %u:%g %h %Y' $f; done"));
        Assert.Equal("/absolute", new FileInfo(Path.Combine(_root, "d/s")).LinkTarget);
        Assert.Contains("cap_net_bind_service=ep", Machine.Run("/usr/sbin/getcap", Path.Combine(_root, "d/f")), StringComparison.Ordinal);
        Assert.Contains("""\377""", Machine.Shell(_root, "LC_ALL=C ls -b d"), StringComparison.Ordinal);
        Assert.Equal("1:3\n", Machine.Shell(_root, "stat -c %t:%T d/c"));
    }

    /// <summary>What tries to write outside, and what is said to it; null where it is unpacked, but inside.</summary>
    public static TheoryData<string, string?> Escapes => new()
    {
        { "../evil", "leads out" },
        { "a/../../evil", "leads out" },
        { "/evil", null },
        { "//evil", null },
        { "link/evil", null },
        { "linkup/evil", null },
        { "chain/evil", null },
        { "loop/evil", "circle of links" },
    };

    [Theory]
    [MemberData(nameof(Escapes))]
    public void Nothing_is_written_outside(string name, string? error)
    {
        UnpackResult result = Unpack(Archives.Of(
            (Archives.SymbolicLink("link", _folder.PathOf("outside")), ""),
            (Archives.SymbolicLink("linkup", "../../../../../.." + _folder.PathOf("outside")), ""),
            (Archives.SymbolicLink("chain", "link/../link"), ""),
            (Archives.SymbolicLink("loop", "loop"), ""),
            (Archives.File(name), "evil")));
        if (error is null)
            Assert.Null(result.Error);
        else
            Assert.Contains(error, result.Error!, StringComparison.Ordinal);
        Assert.Equal(["secret"], Directory.GetFileSystemEntries(_folder.PathOf("outside")).Select(Path.GetFileName));
        Assert.Equal(["outside", "root"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Hard_links_do_not_reach_outside()
    {
        string secret = _folder.PathOf("outside", "secret");
        Assert.Contains("leads out", Unpack(Archives.Of(Archives.HardLink("h", "../outside/secret"))).Error!, StringComparison.Ordinal);
        Assert.Contains("not there", Unpack(Archives.Of(Archives.HardLink("h", secret))).Error!, StringComparison.Ordinal);
        // The link itself is linked, not what it leads to.
        UnpackResult result = Unpack(Archives.Of((Archives.SymbolicLink("s", secret), ""), (Archives.HardLink("h", "s"), ""), (Archives.File("h"), "evil")));
        Assert.Null(result.Error);
        Assert.Equal("kept", File.ReadAllText(secret));
    }

    [Fact]
    public void A_file_takes_the_place_of_a_link_and_does_not_follow_it()
    {
        string secret = _folder.PathOf("outside", "secret");
        Assert.Null(Unpack(Archives.Of((Archives.SymbolicLink("s", secret), ""), (Archives.File("s"), "evil"))).Error);
        Assert.Equal("kept", File.ReadAllText(secret));
        Assert.Equal("evil", File.ReadAllText(Path.Combine(_root, "s")));
    }

    [Fact]
    public void Deletion_marks_do_not_delete_outside()
    {
        Assert.Null(Unpack(
            Archives.Of(Archives.SymbolicLink("link", _folder.PathOf("outside")), Archives.File("link/.wh.secret"), Archives.File("link/.wh..wh..opq")), Whiteouts.Removal).Error);
        Assert.Contains("leads out", Unpack(Archives.Of(Archives.File("../outside/.wh.secret")), Whiteouts.Removal).Error!, StringComparison.Ordinal);
        Assert.Contains("deletes nothing", Unpack(Archives.Of(Archives.File(".wh...")), Whiteouts.Removal).Error!, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.PathOf("outside", "secret")));
    }

    [Fact]
    public void An_overlay_file_system_cannot_be_led_astray_by_attributes()
    {
        Assert.Null(Unpack(Archives.Of(Archives.Folder("d") with
        {
            Attributes = [new FileAttribute("trusted.overlay.redirect", "/etc"u8.ToArray()), new FileAttribute("user.overlay.opaque", "y"u8.ToArray()), new FileAttribute("user.kept", "v"u8.ToArray())],
        })).Error);
        using RootFolder root = RootFolder.Open(_root);
        using Place place = root.Find("d")!;
        Assert.Equal(["user.kept"], place.Attributes().Select(static attribute => attribute.Name));
        Assert.Contains("no image can have", Unpack(Archives.Of(new TarEntry { Name = "w", Kind = TarKind.CharacterDevice })).Error!, StringComparison.Ordinal);
    }

    [Fact]
    public void Deletion_marks_delete_what_was_there_before_but_not_what_comes_with_them()
    {
        Machine.Shell(_root, "mkdir -p d/old e; touch d/old/x d/y e/gone e/stays plain");
        Assert.Null(Unpack(
            Archives.Of(
                Archives.File("d/new"),
                Archives.File("d/.wh..wh..opq"),
                Archives.File("e/.wh.gone"),
                Archives.File(".wh.plain"),
                Archives.File(".wh.missing"),
                Archives.File("nowhere/.wh.missing"),
                Archives.File(".wh..wh.plnk/1")),
            Whiteouts.Removal).Error);
        Assert.Equal("./d\n./d/new\n./e\n./e/stays\n", Machine.Shell(_root, "find . -mindepth 1 | sort"));
    }

    [Fact]
    public void Deletion_marks_become_those_of_an_overlay()
    {
        Assert.Null(Unpack(Archives.Of(Archives.File("d/.wh..wh..opq"), Archives.File("d/.wh.x"), Archives.File("d/y"), Archives.File("d/.wh.y")), Whiteouts.Overlay).Error);
        Assert.Equal("character special file 0:0\n", Machine.Shell(_root, "stat -c '%F %t:%T' d/x"));
        Assert.Equal("regular empty file\n", Machine.Shell(_root, "stat -c %F d/y"));
        using RootFolder root = RootFolder.Open(_root);
        using Place place = root.Find("d")!;
        Assert.Equal("trusted.overlay.opaque", Assert.Single(place.Attributes()).Name);
    }

    [Fact]
    public void Outside_of_layers_deletion_marks_are_files()
    {
        Assert.Null(Unpack(Archives.Of(Archives.File(".wh.x"))).Error);
        Assert.True(File.Exists(Path.Combine(_root, ".wh.x")));
    }

    [Theory]
    [InlineData(Compression.None)]
    [InlineData(Compression.Gzip)]
    [InlineData(Compression.Zstd)]
    public void Compressed_archives_are_unpacked_and_their_digest_is_of_what_comes_out(Compression compression)
    {
        byte[] archive = Archives.Of((Archives.File("f"), "content"));
        UnpackResult result = Unpack(Compressed(archive, compression));
        Assert.Null(result.Error);
        Assert.Equal(ContentDigest.Of(archive), result.DiffId);
        Assert.Equal(archive.Length, result.Bytes);
        Assert.Equal("content", File.ReadAllText(Path.Combine(_root, "f")));
    }

    [Theory]
    [InlineData(Compression.Gzip)]
    [InlineData(Compression.Zstd)]
    public void Damaged_compression_is_said(Compression compression)
    {
        byte[] packed = Compressed(Archives.Of((Archives.File("f"), new string('x', 100_000) + Random.Shared.Next())), compression);
        Assert.NotNull(Unpack(packed[..^20]).Error);
        packed.AsSpan(20, packed.Length - 20).Reverse();
        Assert.NotNull(Unpack(packed).Error);
    }

    [Fact]
    public void Ten_gigabytes_of_zeros_are_refused()
    {
        Assert.False(UnpackLimits.Usual.Allow(10L << 30, 10 << 10));
        // The same in small, a thousandth of the size.
        byte[] packed = Compressed(Archives.Of(Enumerable.Range(0, 10).Select(static index => (Archives.File($"{index}"), new string('\0', 1 << 20))).ToArray()), Compression.Zstd);
        Assert.True(packed.Length < 10_000);
        using RootFolder root = RootFolder.Open(_root);
        UnpackResult result = LayerUnpacker.Unpack(new MemoryStream(packed), root, new UnpackOptions { Limits = UnpackLimits.Usual with { FreeBytes = 1 << 20, MostExpansion = 100 } });
        Assert.Contains("too large", result.Error!, StringComparison.Ordinal);
        Assert.Null(result.DiffId);
        Assert.InRange(Directory.GetFiles(_root).Length, 0, 3);
    }

    [Fact]
    public void A_large_file_that_cannot_be_packed_well_is_no_bomb()
    {
        var noise = new System.Text.StringBuilder();
        var random = new Random(1);
        while (noise.Length < 1 << 20)
            noise.Append((char)random.Next(' ', '~'));
        byte[] packed = Compressed(Archives.Of((Archives.File("a"), noise.ToString())), Compression.Gzip);
        using RootFolder root = RootFolder.Open(_root);
        UnpackResult result = LayerUnpacker.Unpack(new MemoryStream(packed), root, new UnpackOptions { Limits = UnpackLimits.Usual with { FreeBytes = 1 << 10, MostExpansion = 10 } });
        Assert.Null(result.Error);
    }

    [Fact]
    public void A_file_with_nothing_but_holes_counts_with_its_length()
    {
        Machine.Shell(_folder.Path, "truncate -s 20G hole; tar --sparse -czf hole.tar.gz hole; rm hole");
        Assert.Contains("too large", Unpack(File.ReadAllBytes(_folder.PathOf("hole.tar.gz"))).Error!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 10)]
    [InlineData(1L << 40, 2)]
    public void Limits_hold(long bytes, int entries)
    {
        byte[] archive = Archives.Of((Archives.File("a"), new string('x', 500)), (Archives.File("b"), new string('x', 600)), (Archives.File("c"), ""));
        using RootFolder root = RootFolder.Open(_root);
        UnpackResult result = LayerUnpacker.Unpack(new MemoryStream(archive), root, new UnpackOptions { Limits = new UnpackLimits(bytes, 1000, 1L << 30, entries) });
        Assert.Contains("too large", result.Error!, StringComparison.Ordinal);
    }

    [Fact]
    public void Archives_go_into_a_folder_and_are_changed_on_the_way()
    {
        using RootFolder root = RootFolder.Open(_root);
        var made = new List<string>();
        var options = new UnpackOptions
        {
            Target = "/a/b",
            Change = static entry => entry.Name == "skip" ? null : entry with { Uid = 5 },
            Made = place => made.Add(place.Path.ToString()),
        };
        Assert.Null(LayerUnpacker.Unpack(new MemoryStream(Archives.Of(Archives.File("f"), Archives.File("skip"), Archives.HardLink("h", "f"))), root, options).Error);
        Assert.Equal("a 0\na/b 0\na/b/f 5\na/b/h 5\n", Machine.Shell(_root, "find . -mindepth 1 -printf '%P %U\\n' | sort"));
        Assert.Equal(["/a", "/a/b"], made);
    }

    [Fact]
    public void Whatever_an_archive_has_nothing_is_written_outside() => Gen.Select(
        Gen.OneOf("a", "b", "a/b", "b/a", "../x", "/a", "a/../b", "a/./b", ".", "..", "a/b/c", ".wh.a", "a/.wh.b", "a/.wh..wh..opq"),
        Gen.OneOf("a", "b", "../..", "..", "/", "/a", "a/b", ".", "../outside", "../outside/secret"),
        Gen.Enum<TarKind>()).Array[1, 12].Sample(
        entries =>
        {
            string root = Directory.CreateTempSubdirectory("root-").FullName;
            string outside = Path.Combine(root, "outside");
            Directory.CreateDirectory(outside);
            File.WriteAllText(Path.Combine(outside, "secret"), "kept");
            Directory.CreateDirectory(Path.Combine(root, "root"));
            byte[] archive = Archives.Of([.. entries.Select(static entry => (
                new TarEntry { Name = entry.Item1, Kind = entry.Item3, Link = entry.Item3 is TarKind.HardLink or TarKind.SymbolicLink ? entry.Item2 : "", Major = 1, Minor = 3 }, "evil"))]);
            using (RootFolder folder = RootFolder.Open(Path.Combine(root, "root")))
            {
                foreach (Whiteouts whiteouts in Enum.GetValues<Whiteouts>())
                    _ = LayerUnpacker.Unpack(new MemoryStream(archive), folder, new UnpackOptions { Whiteouts = whiteouts });
            }

            Assert.Equal(["outside", "root"], Directory.GetFileSystemEntries(root).Select(Path.GetFileName).Order());
            Assert.Equal("kept", File.ReadAllText(Path.Combine(outside, "secret")));
            Assert.Single(Directory.GetFileSystemEntries(outside));
            Directory.Delete(root, recursive: true);
        },
        threads: 1);

    private UnpackResult Unpack(byte[] archive, Whiteouts whiteouts = Whiteouts.Literal)
    {
        using RootFolder root = RootFolder.Open(_root);
        return LayerUnpacker.Unpack(new MemoryStream(archive), root, new UnpackOptions { Whiteouts = whiteouts });
    }

    private static byte[] Compressed(byte[] bytes, Compression compression)
    {
        using var packed = new MemoryStream();
        using (Stream stream = compression switch
        {
            Compression.Gzip => new GZipStream(packed, CompressionMode.Compress, leaveOpen: true),
            Compression.Zstd => new ZstdSharp.CompressionStream(packed, 3, leaveOpen: true),
            _ => new BufferedStream(packed, 1),
        })
        {
            stream.Write(bytes);
            stream.Flush();
            return compression == Compression.None ? packed.ToArray() : Closed(stream, packed);
        }

        static byte[] Closed(Stream stream, MemoryStream packed)
        {
            stream.Dispose();
            return packed.ToArray();
        }
    }
}
