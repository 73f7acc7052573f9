using System.Text;

namespace DockerLint.Cli.Tests.Images;

/// <summary>Builds whose context comes through standard input.</summary>
[Trait("Category", "Root")]
public sealed class PipedContextTests : IDisposable
{
    private readonly ImagePlace _place = new();
    private readonly TemporaryFolder _files = new();

    public void Dispose()
    {
        _place.Dispose();
        _files.Dispose();
    }

    [Theory]
    [InlineData("cat")]
    [InlineData("gzip")]
    [InlineData("bzip2")]
    [InlineData("xz")]
    [InlineData("zstd")]
    public void An_archive_is_a_context(string packer)
    {
        _files.With("Dockerfile", "FROM scratch\nCOPY a /d/\n").With("a", "text").With("b", "left out").With(".dockerignore", "b\n");
        Run run = Build(Archive(packer), "-o", _files.PathOf("out"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("text", _files.Read("out/d/a"));
        Assert.Empty(Directory.GetDirectories(_place.Store.Folder + "-build/work"));
    }

    [Fact]
    public void A_Dockerfile_of_the_archive_may_be_named()
    {
        _files.With("sub/Other", "FROM scratch\nCOPY a /a\n").With("a", "text");

        Assert.Equal(0, Build(Archive("cat"), "-f", "sub/Other").ExitCode);
    }

    [Fact]
    public void A_Dockerfile_alone_has_no_files()
    {
        Assert.Equal(0, Build("FROM scratch\nCOPY <<EOF /a\ntext\nEOF\n"u8.ToArray()).ExitCode);
        Assert.Contains("-:2:6 error DK3009", Build("FROM scratch\nCOPY a /a\n"u8.ToArray()).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dockerfile: there is no such file in the archive")]
    [InlineData("none: there is no such file in the archive", "-f", "none")]
    [InlineData("--file: standard input is the build context", "-f", "-")]
    public void What_an_archive_has_not_is_said(string reason, params string[] args)
    {
        // A link leads to no file of this machine.
        File.CreateSymbolicLink(_files.PathOf("Dockerfile"), "/etc/passwd");

        Assert.StartsWith($"dockerlint: {reason}", Refused(Archive("cat"), args), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ln -s /dev/zero .dockerignore")]
    [InlineData("ln -s /dev/zero Dockerfile.dockerignore")]
    [InlineData("mkfifo .dockerignore")]
    [InlineData("ln -s /dev/zero .dockerlint.yaml; ln -s /dev/zero .editorconfig")]
    [InlineData("echo 'profile: none such' > .dockerlint.yaml")]
    public void Neither_links_nor_pipes_nor_the_configuration_of_an_archive_are_read(string made)
    {
        _files.With("Dockerfile", "FROM scratch\nCOPY a /d/\n").With("a", "text");
        Machine.Shell(_files.Path, made);
        byte[] archive = Archive("cat");
        Run run = Run.Process(_place.Folder.Path, archive, _place.Variables, "build", "-q", "-");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void A_pipe_is_no_Dockerfile()
    {
        Machine.Shell(_files.Path, "mkfifo Dockerfile");

        Assert.Contains("Dockerfile: there is no such file in the archive", Refused(Archive("cat")), StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_stand_in_the_file_as_the_archive_calls_it()
    {
        _files.With("sub/Other", "FROM scratch\nCOPY b /b\n").With("b", "left out").With(".dockerignore", "b\n");
        Run run = Build(Archive("cat"), "-f", "sub/Other");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("sub/Other:2:6 warning DK1015 CopyIgnoredFile: 'b' is not in the build context, since .dockerignore leaves it out; change one of the two\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_archive_is_known_when_it_comes_again()
    {
        _files.With("Dockerfile", "FROM scratch\nCOPY a /a\n").With("a", "text");
        byte[] archive = Archive("cat");
        Assert.Equal(0, Build(archive).ExitCode);
        string[] remembered = Kept();
        Assert.Equal(0, Build(archive).ExitCode);

        Assert.Equal(remembered, Kept());
        Assert.False(Directory.Exists(_place.Store.Folder + "-build/last"));

        string[] Kept() => [.. Directory.GetFileSystemEntries(_place.Store.Folder + "-build", "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void An_archive_that_is_damaged_or_empty_is_no_Dockerfile()
    {
        _files.With("a", new string('x', 1000));
        foreach (string packer in (string[])["gzip", "bzip2", "xz", "zstd"])
            Assert.Contains("standard input: the archive cannot be unpacked: ", Refused(Archive(packer)[..60]), StringComparison.Ordinal);
        Assert.Contains("Dockerfile: there is no such file in the archive", Refused(new byte[10240]), StringComparison.Ordinal);
        Assert.Contains("standard input: it is neither an archive nor a Dockerfile", Refused([.. Enumerable.Repeat((byte)'x', (16 << 20) + 1)]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        _files.With("Dockerfile", "FROM scratch\n").With("a", new string('x', 100_000));

        Assert.Contains("standard input: the archive cannot be unpacked: ", Refused(Archive("cat")[..50_000]), StringComparison.Ordinal);
        Assert.Contains("--file: standard input is a Dockerfile too; leave out 'x'", Refused(Encoding.UTF8.GetBytes("FROM scratch\n"), "-f", "x"), StringComparison.Ordinal);
    }

    private Run Build(byte[] input, params string[] args) =>
        Run.Process(_files.Path, input, _place.Variables, ["build", "-q", "--no-config", "--progress", "plain", .. args, "-"]);

    private string Refused(byte[] input, params string[] args)
    {
        Run run = Build(input, args);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        return run.Error;
    }

    private byte[] Archive(string packer)
    {
        using var folder = new TemporaryFolder();
        string archive = folder.PathOf("archive");
        Machine.Shell(_files.Path, $"tar -c . | {packer} > '{archive}'");
        return File.ReadAllBytes(archive);
    }
}
