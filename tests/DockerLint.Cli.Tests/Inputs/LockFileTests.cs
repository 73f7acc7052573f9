using DockerLint.Cli.Input;

namespace DockerLint.Cli.Tests;

public sealed class LockFileTests
{
    private const string Digest = "sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36";

    [Fact]
    public void The_nearest_lock_file_above_a_file_counts_and_then_that_of_the_working_directory()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("a/dockerlint.lock", $"alpine {Digest} 2026-01-02\n").With("a/b/c/Dockerfile").With("a/d/dockerlint.lock").With("a/d/Dockerfile").With("e/Dockerfile");
        Assert.Equal(1, Pins("a/b/c/Dockerfile", "e"));
        Assert.Equal(0, Pins("a/d/Dockerfile", "a"));
        Assert.Equal(1, Pins("e/Dockerfile", "a"));
        Assert.Equal(0, Pins("e/Dockerfile", "e"));
        Assert.Single(new LockFiles(folder.PathOf("a")).PinsFor(new InputFile("-", null, IsStandardInput: true)));

        int Pins(string path, string workingDirectory) =>
            new LockFiles(folder.PathOf(workingDirectory)).PinsFor(new InputFile(path, folder.PathOf(path))).Count;
    }
}
