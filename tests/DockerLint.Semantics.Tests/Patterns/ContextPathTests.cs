using CsCheck;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Tests.Patterns;

public sealed class ContextPathTests
{
    [Theory]
    [InlineData("", ".")]
    [InlineData(".", ".")]
    [InlineData("/", "/")]
    [InlineData("//", "/")]
    [InlineData("a/b", "a/b")]
    [InlineData("a//b/", "a/b")]
    [InlineData("./a/./b", "a/b")]
    [InlineData("a/../b", "b")]
    [InlineData("a/..", ".")]
    [InlineData("../a", "../a")]
    [InlineData("../../a/..", "../..")]
    [InlineData("a/../../b", "../b")]
    [InlineData("/../a", "/a")]
    [InlineData("/a/../..", "/")]
    [InlineData("...", "...")]
    [InlineData("a\\..\\b", "a\\..\\b")]
    public void Cleaning_takes_the_shortest_way(string path, string expected) =>
        Assert.Equal(expected, ContextPath.Clean(path));

    [Theory]
    [InlineData("a", ".")]
    [InlineData("a/b", "a")]
    [InlineData("a/b/", "a/b")]
    [InlineData("/a", "/")]
    [InlineData("/", "/")]
    [InlineData("a//b", "a")]
    public void The_parent_is_what_is_before_the_last_slash(string path, string expected) =>
        Assert.Equal(expected, ContextPath.Parent(path));

    [Fact]
    public void Cleaning_twice_changes_nothing() =>
        Hostile.Text("/.a").Sample(path => ContextPath.Clean(ContextPath.Clean(path)) == ContextPath.Clean(path), iter: 2000);
}
