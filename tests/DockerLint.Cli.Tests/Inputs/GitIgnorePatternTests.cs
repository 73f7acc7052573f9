using CsCheck;
using DockerLint.Cli.Input;

namespace DockerLint.Cli.Tests;

public sealed class GitIgnorePatternTests
{
    [Theory]
    [InlineData("x", "x", true)]
    [InlineData("x", "a/b/x", true)]
    [InlineData("x", "xy", false)]
    [InlineData("/x", "x", true)]
    [InlineData("/x", "a/x", false)]
    [InlineData("a/x", "a/x", true)]
    [InlineData("a/x", "b/a/x", false)]
    [InlineData("*.log", "a/b.log", true)]
    [InlineData("a/*.log", "a/b/c.log", false)]
    [InlineData("**/x", "x", true)]
    [InlineData("**/x", "a/b/x", true)]
    [InlineData("**/a/x", "b/a/x", true)]
    [InlineData("a/**", "a/b/c", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**/x", "a/x", true)]
    [InlineData("a/**/x", "a/b/c/x", true)]
    [InlineData("a/**/x", "b/x", false)]
    [InlineData("[!a]x", "bx", true)]
    [InlineData("[!a]x", "ax", false)]
    [InlineData("x?", "xy", true)]
    [InlineData("x  ", "x", true)]
    [InlineData("x\\ ", "x ", true)]
    [InlineData("\\#x", "#x", true)]
    [InlineData("\\!x", "!x", true)]
    [InlineData("x\r", "x", true)]
    [InlineData("!x", "x", true)]
    public void A_pattern_matches_as_git_does(string pattern, string path, bool isMatch) =>
        Assert.Equal(isMatch, GitIgnorePattern.Parse(pattern)!.IsMatch(path, isFolder: false));

    [Theory]
    [InlineData("x/", "x", true)]
    [InlineData("x/", "a/x", true)]
    [InlineData("a/x/", "b/a/x", false)]
    public void A_slash_at_the_end_asks_for_a_folder(string pattern, string path, bool isMatch)
    {
        Assert.Equal(isMatch, GitIgnorePattern.Parse(pattern)!.IsMatch(path, isFolder: true));
        Assert.False(GitIgnorePattern.Parse(pattern)!.IsMatch(path, isFolder: false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("# x")]
    [InlineData("/")]
    [InlineData("!")]
    [InlineData("[")]
    public void What_is_no_pattern_matches_nothing(string line) => Assert.Null(GitIgnorePattern.Parse(line));

    [Fact]
    public void No_text_is_too_strange() => Gen.String["*?[]!/\\a "].Sample(
        text => GitIgnorePattern.Parse(text)?.IsMatch("a/b", isFolder: true), iter: 2000);
}
