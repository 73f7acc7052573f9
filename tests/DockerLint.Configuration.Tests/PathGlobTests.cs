using CsCheck;
using DockerLint.Configuration.EditorConfig;

namespace DockerLint.Configuration.Tests;

public sealed class PathGlobTests
{
    [Theory]
    // Without a slash: in any folder.
    [InlineData("Dockerfile", "/Dockerfile", true)]
    [InlineData("Dockerfile", "/a/b/Dockerfile", true)]
    [InlineData("Dockerfile", "/aDockerfile", false)]
    [InlineData("dockerfile", "/Dockerfile", false)]
    // With one: from the folder of the file on.
    [InlineData("/Dockerfile", "/Dockerfile", true)]
    [InlineData("/Dockerfile", "/a/Dockerfile", false)]
    [InlineData("a/Dockerfile", "/a/Dockerfile", true)]
    [InlineData("a/Dockerfile", "/b/a/Dockerfile", false)]
    // Wildcards.
    [InlineData("*", "/a/b", true)]
    [InlineData("*.Dockerfile", "/a.Dockerfile", true)]
    [InlineData("*.Dockerfile", "/.Dockerfile", true)]
    [InlineData("a/*", "/a/b", true)]
    [InlineData("a/*", "/a/b/c", false)]
    [InlineData("a/**", "/a/b/c", true)]
    [InlineData("a/**/c", "/a/c", true)]
    [InlineData("a/**/c", "/a/b/b/c", true)]
    [InlineData("a/**/c", "/ac", false)]
    [InlineData("a/**c", "/a/b/c", true)]
    [InlineData("**/c", "/c", true)]
    [InlineData("**/c", "/a/b/c", true)]
    [InlineData("/**/c", "/c", true)]
    [InlineData("a**c", "/x/a/b/c", true)]
    [InlineData("a?c", "/abc", true)]
    [InlineData("a?c", "/a/c", false)]
    [InlineData("a?c", "/ac", false)]
    [InlineData("a?c", "/a\U0001F600c", true)]
    // Classes.
    [InlineData("[ab]c", "/bc", true)]
    [InlineData("[ab]c", "/cc", false)]
    [InlineData("[a-c]", "/b", true)]
    [InlineData("[!a-c]", "/b", false)]
    [InlineData("[!a-c]", "/d", true)]
    [InlineData("[!a]", "/\U0001F600", true)]
    [InlineData("[a-]", "/-", true)]
    [InlineData("[-a]", "/-", true)]
    [InlineData("[\\]]", "/]", true)]
    [InlineData("a[!b]c", "/a/c", false)]
    [InlineData("[ab", "/[ab", true)]
    [InlineData("[]", "/[]", true)]
    [InlineData("a[b/c]d", "/a[b/c]d", true)]
    // Braces.
    [InlineData("{Dockerfile,*.Dockerfile,Containerfile}", "/x/a.Dockerfile", true)]
    [InlineData("{Dockerfile,*.Dockerfile,Containerfile}", "/Makefile", false)]
    [InlineData("{a,b{c,d}}e", "/bde", true)]
    [InlineData("{a,b{c,d}}e", "/be", false)]
    [InlineData("a{,b}", "/a", true)]
    [InlineData("a{,b}", "/ab", true)]
    [InlineData("{a}", "/{a}", true)]
    [InlineData("{a*}", "/{abc}", true)]
    [InlineData("{}", "/{}", true)]
    [InlineData("{a,b", "/{a,b", true)]
    [InlineData("a},b", "/a},b", true)]
    [InlineData("{a\\,b,c}", "/a,b", true)]
    [InlineData("{[,],x}", "/,", true)]
    [InlineData("{a/b,c}", "/a/b", true)]
    // Numbers.
    [InlineData("v{1..10}", "/v1", true)]
    [InlineData("v{1..10}", "/v10", true)]
    [InlineData("v{1..10}", "/v11", false)]
    [InlineData("v{1..10}", "/v01", false)]
    [InlineData("v{10..1}", "/v5", true)]
    [InlineData("v{-3..3}", "/v-2", true)]
    [InlineData("v{-3..3}", "/v+2", true)]
    [InlineData("v{0..3}", "/v0", true)]
    [InlineData("v{1..10}5", "/v105", true)]
    [InlineData("v{1..x}", "/v{1..x}", true)]
    [InlineData("v{1..99999999999999999999}", "/v{1..99999999999999999999}", true)]
    // Escapes.
    [InlineData("\\*", "/*", true)]
    [InlineData("\\*", "/a", false)]
    [InlineData("\\{a,b\\}", "/{a,b}", true)]
    [InlineData("a\\", "/a\\", true)]
    public void Matching_is_that_of_EditorConfig(string pattern, string path, bool matches)
    {
        Assert.True(PathGlob.TryParse(pattern, out PathGlob? glob));
        Assert.Equal(matches, glob.IsMatch(path));
    }

    [Theory]
    [InlineData("third_party", "/third_party/a/Dockerfile", true)]
    [InlineData("third_party", "/x/third_party/Dockerfile", true)]
    [InlineData("/third_party", "/x/third_party/Dockerfile", false)]
    [InlineData("a/b", "/a/b/c/Dockerfile", true)]
    [InlineData("a/b", "/a/bc/Dockerfile", false)]
    public void A_folder_covers_what_is_in_it(string pattern, string path, bool covers)
    {
        Assert.True(PathGlob.TryParse(pattern, out PathGlob? glob));
        Assert.Equal(covers, glob.Covers(path));
    }

    [Fact]
    public void Too_many_braces_are_refused() =>
        Assert.False(PathGlob.TryParse(new string('{', 2000) + "a,b" + new string('}', 2000), out _));

    [Theory]
    [InlineData(PathGlob.Longest, true)]
    [InlineData(PathGlob.Longest + 1, false)]
    public void What_is_longer_than_EditorConfig_asks_for_is_refused(int length, bool isRead) =>
        Assert.Equal(isRead, PathGlob.TryParse(new string('[', length), out _));

    [Fact]
    public void Nothing_that_is_written_throws() =>
        Gen.Select(Hostile.Text("*?[]{}!,.\\/-a1"), Hostile.Text("/a1-")).Sample(
            (pattern, path) => !PathGlob.TryParse(pattern, out PathGlob? glob) || glob.IsMatch(path) || !glob.IsMatch(path), iter: 20_000);

    [Fact]
    public void A_text_without_special_characters_matches_itself() =>
        Gen.Char["abc./"].Array[1, 12].Select(static text => new string(text)).Sample(
            static text => PathGlob.TryParse("/" + text, out PathGlob? glob) && glob.IsMatch("/" + text), iter: 5000);

    [Fact]
    public void Wildcards_take_no_more_than_the_product_of_both_lengths()
    {
        Assert.True(PathGlob.TryParse(string.Concat(Enumerable.Repeat("{*,**}a", 40)) + "b", out PathGlob? glob));
        Assert.False(glob.IsMatch("/" + new string('a', 400)));
    }
}
