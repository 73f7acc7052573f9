using CsCheck;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Tests.Patterns;

public sealed class IgnoreFileTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("  a b \t", "a b")]
    [InlineData("/a", "a")]
    [InlineData("//a/./b/../c/", "a/c")]
    [InlineData("/", "/")]
    [InlineData("! /a", "!a")]
    [InlineData("!./a", "!a")]
    [InlineData("!!a", "!!a")]
    [InlineData("/!a", "!a")]
    [InlineData(" # a", "# a")]
    [InlineData("a\r", "a")]
    public void An_entry_is_trimmed_cleaned_and_relative(string line, string expected) =>
        Assert.Equal([expected], Texts(IgnoreFile.Parse(line)));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("# a")]
    [InlineData("\uFEFF# a\n#b")]
    [InlineData("//\t/")]
    public void Comments_and_blank_lines_are_no_entries(string text)
    {
        var file = IgnoreFile.Parse(text);
        Assert.Empty(file.Patterns);
        Assert.Empty(file.Errors);
    }

    [Fact]
    public void A_byte_order_mark_is_dropped_from_the_first_line_only() =>
        Assert.Equal(["a", "\uFEFFb"], Texts(IgnoreFile.Parse("\uFEFFa\n\uFEFFb")));

    [Fact]
    public void Patterns_know_their_lines_and_places()
    {
        const string text = "\uFEFF# c\r\n\r\n  a/ \r\n! b";
        var file = IgnoreFile.Parse(text);
        Assert.Equal([3, 4], file.Patterns.Select(static pattern => pattern.Line));
        Assert.Equal(["a/", "! b"], file.Patterns.Select(pattern => text.Substring(pattern.Span.Start, pattern.Span.Length)));
        Assert.Equal([false, true], file.Patterns.Select(static pattern => pattern.Reincludes));
    }

    [Theory]
    [InlineData("a\n [x \nb", 3, 2)]
    [InlineData("!", 0, 1)]
    [InlineData("! ", 0, 1)]
    [InlineData("!/", 0, 2)]
    [InlineData("a\\", 0, 2)]
    public void Errors_have_places_and_stop_no_other_entry(string text, int start, int length)
    {
        var file = IgnoreFile.Parse(text);
        Assert.Equal(new TextSpan(start, length), Assert.Single(file.Errors).Span);
        Assert.Equal(text.Split('\n').Length - 1, file.Patterns.Length);
    }

    [Theory]
    [InlineData("**", "a/b")]
    [InlineData("a", "a/b/c")]
    [InlineData("*/c", "a/c/d")]
    [InlineData("a/**", "a/b")]
    [InlineData("a**", "a")]
    [InlineData("a**", "ab/c")]
    [InlineData("a**/b", "ab")]
    [InlineData("a**/b", "ax/y/b")]
    [InlineData("**/b", "b")]
    [InlineData("**/b", "a/b")]
    [InlineData("**.log", "a/b.log")]
    [InlineData("**b*", "a/b1")]
    [InlineData("***", "a/b")]
    [InlineData("**/*", "a/b")]
    [InlineData("**/a/**/b", "x/a/b")]
    [InlineData("**/a/**/b", "a/x/y/b")]
    [InlineData("a.b|c", "a.b|c")]
    [InlineData("^a*", "^a1")]
    [InlineData("[*]", "*")]
    public void These_ignore(string pattern, string path) => Assert.True(IgnoreFile.Parse(pattern).Matches(path));

    [Theory]
    [InlineData("a/**", "a")]
    [InlineData("a**/b", "axb")]
    [InlineData("**b*", "ab1")]
    [InlineData("**/b", "ab")]
    [InlineData("b", "a/b")]
    [InlineData("a.b", "axb")]
    [InlineData("A", "a")]
    [InlineData("/", "a")]
    public void These_do_not(string pattern, string path) => Assert.False(IgnoreFile.Parse(pattern).Matches(path));

    [Theory]
    [InlineData("a\n!a/b", "a/b", false)]
    [InlineData("a\n!a/b", "a/c", true)]
    [InlineData("!a/b\na", "a/b", true)]
    [InlineData("a\n!a\na/b", "a/b", true)]
    [InlineData("a\n!a\na/b", "a/c", false)]
    public void The_last_match_decides(string text, string path, bool expected)
    {
        var file = IgnoreFile.Parse(text);
        Assert.True(file.HasReinclusions);
        Assert.Equal(expected, file.Matches(path));
    }

    [Theory]
    [InlineData("a", "./a/", true)]
    [InlineData("a", "a/b*", true)]
    [InlineData("a", "/a", false)]
    [InlineData("**/a", "/a", true)]
    [InlineData("a*", "a*", true)]
    [InlineData("a\n!b", "a", false)]
    [InlineData("*", ".", true)]
    [InlineData("x\n**", "./", true)]
    [InlineData("**/*", "/", true)]
    [InlineData(".*", ".", false)]
    [InlineData("?", ".", false)]
    [InlineData("", ".", false)]
    public void A_source_is_excluded_as_BuildKit_checks_it(string text, string source, bool expected) =>
        Assert.Equal(expected, IgnoreFile.Parse(text).ExcludesSource(source));

    [Fact]
    public void No_text_makes_it_throw() => Hostile.Text("*?[]^-\\/!#a.\n").Sample(
        static text =>
        {
            var file = IgnoreFile.Parse(text);
            file.Matches(text);
            file.ExcludesSource(text);
            var all = new TextSpan(0, text.Length);
            return file.Patterns.All(pattern => all.Contains(pattern.Span)) && file.Errors.All(error => all.Contains(error.Span));
        },
        iter: 2000);

    [Fact]
    public void A_literal_entry_matches_itself_and_what_is_below() => Gen.Char["ab.é😀"].Array[1, 8].Sample(
        static characters =>
        {
            string path = ContextPath.Clean("x" + new string(characters));
            var file = IgnoreFile.Parse(path);
            return file.Matches(path) && file.Matches(path + "/below") && !file.Matches(path + "x") && !file.Matches("above/" + path);
        },
        iter: 2000);

    private static IEnumerable<string> Texts(IgnoreFile file) => file.Patterns.Select(static pattern => pattern.ToString());
}
