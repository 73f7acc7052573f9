using System.Text;
using CsCheck;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Tests.Tar;

public sealed class TarReaderTests
{
    /// <summary>Archives of other programs, with what they are made of.</summary>
    public static TheoryData<string> Formats => ["v7", "oldgnu", "gnu", "ustar", "posix"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Archives_of_GNU_tar_are_read_in_all_its_formats(string format)
    {
        using var folder = new TemporaryFolder();
        Machine.Shell(folder.Path, $"""
            mkdir d; printf hello > d/f; ln d/f d/h; ln -s ../x d/s; [ {format} = v7 ] || mkfifo d/p; chmod 4755 d/f; touch -d @1234567890 d/f
            tar --format={format} --sort=name -cf a.tar d
            """);
        (List<(TarEntry Entry, byte[] Content)> entries, TarError? error) = Archives.Read(File.ReadAllBytes(folder.PathOf("a.tar")));
        Assert.Null(error);
        string[] expected = format == "v7" ? ["d", "d/f", "d/h", "d/s"] : ["d", "d/f", "d/h", "d/p", "d/s"];
        Assert.Equal(expected, entries.Select(static item => item.Entry.Name.ToString()));
        (TarEntry file, byte[] content) = entries[1];
        Assert.Equal("hello", Encoding.ASCII.GetString(content));
        Assert.Equal((TarKind.File, 0x9ED, 1234567890), (file.Kind, file.Mode, file.Modified.Seconds));
        Assert.Equal((TarKind.HardLink, "d/f"), (entries[2].Entry.Kind, entries[2].Entry.Link.ToString()));
        Assert.Equal((TarKind.SymbolicLink, "../x"), (entries[^1].Entry.Kind, entries[^1].Entry.Link.ToString()));
    }

    [Theory]
    [InlineData("gnu")]
    [InlineData("posix")]
    public void Long_names_and_links_and_names_that_are_no_text_are_read(string format)
    {
        using var folder = new TemporaryFolder();
        string name = new('n', 180);
        Machine.Shell(folder.Path, $"""
            mkdir {name}; touch {name}/{name}; ln -s {name}/{name} l; touch "$(printf 'b\377')"
            tar --format={format} --sort=name -cf a.tar b* l {name}
            rm b*
            """);
        List<(TarEntry Entry, byte[] Content)> entries = Archives.Read(File.ReadAllBytes(folder.PathOf("a.tar"))).Entries;
        Assert.Equal([(byte)'b', 0xFF], entries[0].Entry.Name.Bytes.ToArray());
        Assert.Equal($"{name}/{name}", entries[1].Entry.Link.ToString());
        Assert.Equal($"{name}/{name}", entries[3].Entry.Name.ToString());
    }

    [Theory]
    [InlineData("--format=gnu")]
    [InlineData("--format=posix --sparse-version=0.0")]
    [InlineData("--format=posix --sparse-version=0.1")]
    [InlineData("--format=posix --sparse-version=1.0")]
    public void Files_with_holes_are_whole_again(string options)
    {
        using var folder = new TemporaryFolder();
        // More pieces than a header holds.
        Machine.Shell(folder.Path, $"""
            for i in $(seq 0 40); do printf "piece$i" | dd of=s bs=1 seek=$((i*16384)) conv=notrunc status=none; done
            truncate -s 1M s; truncate -s 300K e
            tar {options} --sparse -cf a.tar s e
            """);
        byte[] archive = File.ReadAllBytes(folder.PathOf("a.tar"));
        Assert.True(archive.Length < 600_000);
        (List<(TarEntry Entry, byte[] Content)> entries, TarError? error) = Archives.Read(archive);
        Assert.Null(error);
        Assert.Equal(["s", "e"], entries.Select(static item => item.Entry.Name.ToString()));
        Assert.True(entries[0].Entry.IsSparse);
        Assert.Equal(File.ReadAllBytes(folder.PathOf("s")), entries[0].Content);
        Assert.Equal(new byte[300 * 1024], entries[1].Content);
    }

    [Fact]
    public void Numbers_may_be_binary()
    {
        byte[] archive = Header("f", static header =>
        {
            header.AsSpan(108, 8).Clear();
            header[108] = 0x80;
            header[113] = 0x2D;
            header[114] = 0xC6;
            header[115] = 0xC0;
            // -1 in two's complement.
            header.AsSpan(136, 12).Fill(0xFF);
        });
        TarEntry entry = Assert.Single(Archives.Read(archive).Entries).Entry;
        Assert.Equal(3_000_000, entry.Uid);
        Assert.Equal(-1, entry.Modified.Seconds);
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "checksum", [.. Header("f").Select(static (value, index) => index == 0 ? (byte)'g' : value)] },
        { "cut off in a header", Header("f")[..300] },
        { "cut off in an entry", Archives.Of((Archives.File("f"), new string('x', 600)))[..700] },
        { "one block of zeros", [.. new byte[512], .. Header("f")] },
        { "no type of entry", Header("f", static header => header[156] = (byte)'Z') },
        { "size", Header("f", static header => header[124] = (byte)'9') },
        { "size", Header("f", static header => header.AsSpan(124, 12).Fill(0xFF)) },
        { "user or group", Header("f", static header => header[108] = (byte)'x') },
        { "user or group", Header("f", static header => { header.AsSpan(108, 8).Clear(); header[108] = 0x80; header[109] = 1; }) },
        { "no name", Header("") },
        { "numbers of one", Header("f", static header => { header[156] = (byte)'3'; header[329] = (byte)'x'; }) },
        { "megabyte", Header("f", static header => { header[156] = (byte)'x'; "00004000001"u8.CopyTo(header.AsSpan(124)); }) },
        { "length", Extended("8 path=a\n") },
        { "length", Extended("99999999999999999999 path=a\n") },
        { "length", Extended("5 a\n") },
        { "no key", Extended("6 =ab\n") },
        { "zero byte", Extended("10 path=\0\n") },
        { "should follow", [.. Extended("10 path=a\n")[..1024], .. new byte[1024]] },
        { "holes", Extended("22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n") },
        { "format that is not known", Extended("22 GNU.sparse.major=2\n22 GNU.sparse.minor=0\n") },
        { "holes", Extended("21 GNU.sparse.size=9\n26 GNU.sparse.map=0,5,3,4\n") },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_malformed_is_said(string message, byte[] archive)
    {
        TarError? error = Archives.Read(archive).Error;
        Assert.NotNull(error);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_may_end_without_zeros()
    {
        byte[] archive = Header("f");
        (List<(TarEntry Entry, byte[] Content)> entries, TarError? error) = Archives.Read(archive[..512]);
        Assert.Null(error);
        Assert.Single(entries);
    }

    [Fact]
    public void Damaged_archives_never_throw()
    {
        byte[][] archives =
        [
            Archives.Of((Archives.File(new string('n', 300)), "content"), (Archives.SymbolicLink("s", "t"), ""), (Archives.Folder("d"), "")),
            Sparse("--format=gnu"),
            Sparse("--format=posix --sparse-version=1.0"),
            Sparse("--format=posix --sparse-version=0.1"),
        ];
        Gen.Select(Gen.OneOf(archives), Gen.Select(Gen.Int[0, 4095], Gen.Byte).Array[1, 6], Gen.Bool, Gen.Int[0, 8000]).Sample((archive, changes, isSummed, length) =>
        {
            byte[] damaged = [.. archive];
            foreach ((int index, byte value) in changes)
                damaged[index % damaged.Length] = value;
            // With a right checksum more of the reader is reached.
            for (int block = 0; isSummed && block + 512 <= Math.Min(damaged.Length, 4096); block += 512)
            {
                if (damaged.AsSpan(block + 257, 5).SequenceEqual("ustar"u8))
                    TarBlock.WriteSum(damaged.AsSpan(block, 512));
            }

            var reader = new TarReader(new MemoryStream(damaged, 0, Math.Min(length, damaged.Length)));
            byte[] buffer = new byte[4096];
            long rest = 1 << 22;
            while (reader.Next() is not null)
            {
                for (int read = reader.Read(buffer); read > 0 && rest > 0; read = reader.Read(buffer))
                    rest -= read;
            }
        });
    }

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 3000].Sample(static bytes => _ = Archives.Read(bytes));

    [Fact]
    [Trait("Category", "Long")]
    public void Damaged_archives_never_throw_for_minutes()
    {
        for (int round = 0; round < 2000; round++)
            Damaged_archives_never_throw();
    }

    private static byte[] Sparse(string options)
    {
        using var folder = new TemporaryFolder();
        Machine.Shell(folder.Path, $"printf a | dd of=s bs=1 seek=8192 status=none; truncate -s 64K s; tar {options} --sparse -cf a.tar s");
        return File.ReadAllBytes(folder.PathOf("a.tar"));
    }

    /// <summary>An archive of a header that was changed and has a right checksum.</summary>
    private static byte[] Header(string name, Action<byte[]>? change = null)
    {
        byte[] archive = Archives.Of(Archives.File("f"));
        archive.AsSpan(0, 100).Clear();
        Encoding.ASCII.GetBytes(name).CopyTo(archive, 0);
        change?.Invoke(archive);
        TarBlock.WriteSum(archive.AsSpan(0, 512));
        return archive;
    }

    /// <summary>An archive of a file with an extended header.</summary>
    private static byte[] Extended(string records)
    {
        byte[] archive = [.. Header("x", header =>
        {
            header[156] = (byte)'x';
            _ = TarBlock.TryWrite(header.AsSpan(124, 12), records.Length);
        })[..512], .. new byte[512], .. Header("f")];
        Encoding.Latin1.GetBytes(records).CopyTo(archive, 512);
        return archive;
    }
}
