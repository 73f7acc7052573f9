namespace DockerLint.Configuration.Tests;

public sealed class NeighbourFileTests
{
    private const string Lock = "alpine sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36 2026-01-02\n";

    [Theory]
    [InlineData("/r/a/b/c/Dockerfile", "/r/e", 1)]
    [InlineData("/r/a/d/Dockerfile", "/r/a", 0)]
    [InlineData("/r/e/Dockerfile", "/r/a", 1)]
    [InlineData("/r/e/Dockerfile", "/r/e", 0)]
    [InlineData(null, "/r/a", 1)]
    public void The_nearest_lock_file_above_a_file_counts_and_then_that_of_the_working_folder(string? path, string workingFolder, int pins)
    {
        var files = new Sources().With("/r/a/dockerlint.lock", Lock).With("/r/a/d/dockerlint.lock", "");
        Assert.Equal(pins, new NeighbourFiles(files, workingFolder).PinsFor(path).Count);
    }
}
