using DockerLint.Build.Layers;
using DockerLint.Build.Outputs;
using DockerLint.Build.Tests.Tar;

namespace DockerLint.Build.Tests.Outputs;

[Trait(Machine.Trait, Machine.Runtime)]
public sealed class FileOutputTests : IDisposable
{
    private const long Epoch = 1_000_000_000;

    private readonly TemporaryFolder _files = new();
    private readonly TemporaryFolder _target = new();

    public FileOutputTests() => _files.With("d/a", "text");

    public void Dispose()
    {
        _files.Dispose();
        _target.Dispose();
    }

    [Fact]
    public void A_folder_has_the_time_that_was_given()
    {
        using var root = RootFolder.Open(_files.Path);
        FileOutput.WriteFolder(root, _target.Path, Epoch, TestContext.Current.CancellationToken);
        foreach (string path in (string[])["d", "d/a"])
            Assert.Equal(Epoch, new DateTimeOffset(File.GetLastWriteTimeUtc(_target.PathOf(path))).ToUnixTimeSeconds());
    }

    [Fact]
    public void An_archive_has_the_time_that_was_given()
    {
        using var root = RootFolder.Open(_files.Path);
        using var archive = new MemoryStream();
        FileOutput.WriteArchive([("", root)], archive, Epoch, TestContext.Current.CancellationToken);
        Assert.Equal([Epoch, Epoch], Archives.Read(archive.ToArray()).Entries.Select(static file => file.Entry.Modified.Seconds));
    }
}
