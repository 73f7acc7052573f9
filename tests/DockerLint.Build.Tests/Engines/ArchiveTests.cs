using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Layers;

namespace DockerLint.Build.Tests.Engines;

[Trait(Machine.Trait, Machine.Root)]
public sealed class ArchiveTests
{
    [Theory]
    [InlineData("cat", true)]
    [InlineData("gzip", false)]
    [InlineData("bzip2", false)]
    [InlineData("xz", false)]
    [InlineData("zstd", false)]
    public void What_becomes_many_times_as_long_is_refused(string packer, bool isUnpacked)
    {
        using var folder = new TemporaryFolder();
        folder.With("files/a", new string('x', 1_000_000));
        Directory.CreateDirectory(folder.PathOf("root"));
        Machine.Shell(folder.Path, $"tar -C files -c a | {packer} > archive");
        using var root = RootFolder.Open(folder.PathOf("root"));
        using var archive = new FileStream(folder.PathOf("archive"), FileMode.Open);
        var options = new UnpackOptions { Limits = new UnpackLimits(MostBytes: 10_000_000, MostExpansion: 10, FreeBytes: 100_000, MostEntries: 10) };

        string? error = Archive.Unpack(archive, root, options, CancellationToken.None);
        Assert.Equal(isUnpacked ? null : "the archive becomes too large when it is unpacked", error);
    }
}
