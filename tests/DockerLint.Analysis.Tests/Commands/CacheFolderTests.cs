using DockerLint.Analysis.Commands;

namespace DockerLint.Analysis.Tests.Commands;

public sealed class CacheFolderTests
{
    [Theory]
    [InlineData("/var/lib/apt/lists", true)]
    [InlineData("/var/lib/apt/lists/", true)]
    [InlineData("/var/lib/apt/lists/*", true)]
    [InlineData("/var/lib/apt/lists/*_Packages", true)]
    [InlineData("/var/lib/apt/*", true)]
    [InlineData("/var/lib/apt", true)]
    [InlineData("/var/*.log", false)]
    [InlineData("/var/lib/apt/listsandmore", false)]
    [InlineData("/var/lib/apt/lists/partial", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    [InlineData("*", false)]
    public void A_path_covers_a_folder_that_it_is_or_that_is_in_it(string path, bool covers) =>
        Assert.Equal(covers, CacheFolder.Covers(path, "/var/lib/apt/lists"));

    [Theory]
    [InlineData("/root/.cache/pip", true)]
    [InlineData("~/.cache", true)]
    [InlineData("$HOME/.cache/*", true)]
    [InlineData("/root/.cache/pip/*", true)]
    [InlineData("/x/*/.cache/pip", true)]
    [InlineData("/root/.cache/npm", false)]
    [InlineData("/root/*", false)]
    public void A_folder_in_a_home_is_known_by_its_end(string path, bool covers) =>
        Assert.Equal(covers, CacheFolder.Covers(path, "~/.cache/pip"));
}
