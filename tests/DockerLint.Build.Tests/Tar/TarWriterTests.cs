using System.Text;
using CsCheck;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Tar;

namespace DockerLint.Build.Tests.Tar;

public sealed class TarWriterTests
{
    private static readonly Gen<byte[]> s_name = Gen.OneOf(
        Gen.Byte[1, 255].Array[1, 300],
        Gen.Char["ab/."].Array[1, 280].Select(static units => Encoding.ASCII.GetBytes(units)));

    private static readonly Gen<TarEntry> s_entry = Gen.Select(
        s_name, s_name, Gen.Int[0, 6], Gen.Int[0, 0xFFF], Gen.Select(Gen.UInt, Gen.UInt), Gen.Select(Gen.Long[-1L << 40, 1L << 40], Gen.UInt[0, 999_999_999]),
        Gen.Select(Gen.Char["abc._"].Array[1, 20], Gen.Byte.Array[1, 40]).Array[0, 3],
        static (name, link, kind, mode, owner, time, attributes) => new TarEntry
        {
            Name = new UnixPath(name.AsSpan() is [.., (byte)'/'] ? [.. name, (byte)'x'] : name),
            Kind = (TarKind)kind,
            Link = (TarKind)kind is TarKind.HardLink or TarKind.SymbolicLink ? new UnixPath(link) : default,
            Mode = mode,
            Uid = owner.Item1,
            Gid = owner.Item2,
            Modified = new FileTime(time.Item1, time.Item2),
            Major = (TarKind)kind is TarKind.CharacterDevice or TarKind.BlockDevice ? owner.Item1 & 0xFFF : 0,
            Minor = (TarKind)kind is TarKind.CharacterDevice or TarKind.BlockDevice ? owner.Item2 & 0xFFFF : 0,
            Attributes =
            [
                .. attributes.Select(static attribute => new FileAttribute($"user.{new string(attribute.Item1)}", attribute.Item2))
                    .DistinctBy(static attribute => attribute.Name).OrderBy(static attribute => attribute.Name, StringComparer.Ordinal),
            ],
        });

    [Fact]
    public void An_archive_without_entries_is_1024_zeros() => Assert.Equal(new byte[1024], Archives.Of(Array.Empty<TarEntry>()));

    [Fact]
    public void A_small_file_takes_one_header_and_one_block()
    {
        byte[] archive = Archives.Of((Archives.File("a") with { Uid = 1000, Gid = 2000, Modified = new FileTime(1) }, "text"));
        Assert.Equal(512 + 512 + 1024, archive.Length);
        Assert.Equal("a\0", Encoding.ASCII.GetString(archive, 0, 2));
        Assert.Equal("0000644\00001750\00003720\000000000004\000000000001\0", Encoding.ASCII.GetString(archive, 100, 48));
        Assert.Equal("0\0", Encoding.ASCII.GetString(archive, 156, 2));
        Assert.Equal("ustar\000", Encoding.ASCII.GetString(archive, 257, 8));
        Assert.Equal(new byte[64], archive[265..329]);
    }

    [Fact]
    public void The_same_entries_give_the_same_bytes_and_are_read_as_they_were() => s_entry.Array[0, 6].Sample(entries =>
    {
        byte[] archive = Archives.Of(entries);
        Assert.Equal(archive, Archives.Of(entries));
        (List<(TarEntry Entry, byte[] Content)> read, TarError? error) = Archives.Read(archive);
        Assert.Null(error);
        Assert.Equal(entries.Select(Text), read.Select(static item => Text(item.Entry)));
    });

    [Theory]
    [InlineData(100, 512)]
    [InlineData(101, 512)]
    [InlineData(248, 512)]
    [InlineData(400, 3 * 512)]
    public void A_long_name_takes_more_room_only_where_it_does_not_fit(int length, int expected)
    {
        string name = string.Join('/', Enumerable.Repeat(new string('d', 49), (length / 50) + 1))[..length].TrimEnd('/') + (length % 50 == 0 ? "x" : "");
        byte[] archive = Archives.Of(Archives.File(name[..length]));
        Assert.Equal(expected + 1024, archive.Length);
        Assert.Equal(name[..length], Assert.Single(Archives.Read(archive).Entries).Entry.Name.ToString());
    }

    [Fact]
    public void Extended_headers_have_the_same_name_and_sorted_keys()
    {
        TarEntry entry = Archives.File(new string('n', 120)) with
        {
            Uid = 3_000_000,
            Attributes = [new FileAttribute("user.z", "1"u8.ToArray()), new FileAttribute("user.a", new byte[] { 0xFF, 0 })],
        };
        byte[] archive = Archives.Of(entry);
        Assert.Equal("PaxHeaders.0/entry\0", Encoding.ASCII.GetString(archive, 0, 19));
        string records = Encoding.Latin1.GetString(archive, 512, 512).TrimEnd('\0');
        Assert.Equal(
            ["26 SCHILY.xattr.user.a=\u00FF\0", "25 SCHILY.xattr.user.z=1", $"130 path={new string('n', 120)}", "15 uid=3000000", ""],
            records.Split('\n'));
    }

    [Fact]
    public void A_file_that_became_shorter_is_an_error() => Assert.Throws<EndOfStreamException>(
        static () => new TarWriter(Stream.Null).Write(Archives.File("a") with { Size = 3 }, new MemoryStream([1])));

    [Fact]
    public void GNU_tar_lists_what_is_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("a.tar");
        File.WriteAllBytes(path, Archives.Of(
            (Archives.Folder("d") with { Mode = 0x3FF }, ""),
            (Archives.File("d/" + new string('l', 150)), "content"),
            (Archives.SymbolicLink("d/s", "../x"), ""),
            (Archives.HardLink("d/h", "d/s"), ""),
            (new TarEntry { Name = "d/c", Kind = TarKind.CharacterDevice, Major = 1, Minor = 3 }, "")));
        Assert.Equal(
            [
                "drwxrwxrwt 0/0 0 1970-01-01 00:00 d/",
                $"-rw-r--r-- 0/0 7 1970-01-01 00:00 d/{new string('l', 150)}",
                "lrwxrwxrwx 0/0 0 1970-01-01 00:00 d/s -> ../x",
                "hrw-r--r-- 0/0 0 1970-01-01 00:00 d/h link to d/s",
                "crw-r--r-- 0/0 1,3 1970-01-01 00:00 d/c",
            ],
            Machine.Run("tar", "--utc", "-tvf", path).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    private static string Text(TarEntry entry) =>
        $"{Convert.ToHexString(entry.Name.Bytes)} {entry.Kind} {entry.Mode} {entry.Uid}:{entry.Gid} {entry.Size} {entry.Modified} "
        + $"{Convert.ToHexString(entry.Link.Bytes)} {entry.Major},{entry.Minor} "
        + string.Join(' ', entry.Attributes.Select(static attribute => $"{attribute.Name}={Convert.ToHexString(attribute.Value.Span)}"));
}
