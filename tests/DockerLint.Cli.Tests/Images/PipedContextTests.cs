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
