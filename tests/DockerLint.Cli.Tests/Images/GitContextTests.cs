namespace DockerLint.Cli.Tests.Images;

/// <summary>Builds whose context is a git repository of a real server.</summary>
[Trait("Category", "Root")]
public sealed class GitContextTests : IDisposable
{
    private readonly ImagePlace _place = new();
    private readonly GitServer _server = new();

    public void Dispose()
    {
        _place.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void A_repository_is_built_and_leaves_no_files_behind()
    {
        GitServer.Repository repository = _server.Make("r").With("Dockerfile", "FROM scratch\nCOPY a /a\n").With("sub/Other", "FROM scratch\nCOPY b /b\n").With("sub/b", "b").With("a", "a");
        repository.Commit();
        _place.Ok("build", "-q", "--no-config", "-t", "one", repository.Address);
        _place.Ok("build", "-q", "--no-config", "-t", "two", "-f", "Other", repository.Address + "#main:sub");

        Assert.Equal(2, _place.Store.Images().Length);
        Assert.Empty(Directory.GetDirectories(_place.Store.Folder + "-build/work"));
    }

    [Fact]
    public void What_is_wrong_with_a_repository_is_said()
    {
        GitServer.Repository repository = _server.Make("r").With("a", "a");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, "Dockerfile"), "/etc/passwd");
        repository.Commit();

        Assert.Contains("has no branch, tag or commit \"nope\"", Refused(repository.Address + "#nope"), StringComparison.Ordinal);
        // A link leads to no file of this machine.
        Assert.DoesNotContain("root", Refused(repository.Address), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_of_a_repository_to_a_file_of_this_machine_says_nothing_of_what_is_ignored()
    {
        GitServer.Repository repository = _server.Make("r").With("Dockerfile", "FROM scratch\nCOPY a /a\n").With("a", "a");
        File.CreateSymbolicLink(Path.Combine(repository.Folder, ".dockerignore"), _place.Folder.With("ignored", "a\n").PathOf("ignored"));
        repository.Commit();

        _place.Ok("build", "-q", "--no-config", repository.Address);
    }

    [Fact]
    public void A_repository_is_a_named_context_too()
    {
        GitServer.Repository repository = _server.Make("r").With("a", "a");
        repository.Commit();
        using var context = new TemporaryFolder();
        context.With("Dockerfile", "FROM scratch\nCOPY --from=files /a /a\n");
        Run run = _place.Run("build", "-q", "--no-config", "-t", "one", "--build-context", $"files={repository.Address}", context.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("neither a folder nor a git repository", _place.Run("build", "--build-context", "files=no://where", context.Path).Error, StringComparison.Ordinal);
    }

    private string Refused(string address)
    {
        Run run = _place.Run("build", "-q", "--no-config", address);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        return run.Error;
    }
}
