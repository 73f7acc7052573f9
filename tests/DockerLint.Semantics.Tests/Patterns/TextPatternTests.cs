using CsCheck;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Tests.Patterns;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("*", "a/b", true)]
    [InlineData("*", "a\nb", false)]
    [InlineData("http://*", "http://a/b", true)]
    [InlineData("a?c", "a/c", true)]
    [InlineData("a?c", "a😀c", true)]
    [InlineData("[a-c]", "b", true)]
    [InlineData("[^a-c]", "b", false)]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "a", false)]
    [InlineData("abc", "ABC", false)]
    public void Matching_is_of_the_whole_text(string pattern, string text, bool matches)
    {
        Assert.True(TextPattern.TryParse(pattern, out TextPattern? parsed, out _));
        Assert.Equal(matches, parsed.IsMatch(text));
    }

    [Theory]
    [InlineData("b", "abab", 1, 1)]
    [InlineData("a*b", "xaab ab", 1, 6)]
    [InlineData("a*b", "xa\nab", 3, 2)]
    [InlineData("c", "ab", -1, 0)]
    [InlineData("", "ab", 0, 0)]
    public void The_first_and_longest_part_is_found(string pattern, string text, int start, int length)
    {
        Assert.True(TextPattern.TryParse(pattern, out TextPattern? parsed, out _));
        Assert.Equal(start < 0 ? null : new TextSpan(start, length), parsed.Find(text));
    }

    [Theory]
    [InlineData("a\\", 2)]
    [InlineData("[a", 2)]
    [InlineData("[]", 1)]
    [InlineData("[a-", 3)]
    public void A_bad_pattern_is_refused_with_its_place(string pattern, int at)
    {
        Assert.False(TextPattern.TryParse(pattern, out _, out PatternError? error));
        Assert.Equal(at, error.Span.Start);
    }

    [Fact]
    public void What_is_found_matches() =>
        Gen.Select(Hostile.Text("*?[]^-\\ab"), Hostile.Text("ab")).Sample(
            static (pattern, text) => !TextPattern.TryParse(pattern, out TextPattern? parsed, out _)
                || parsed.Find(text) is not { } found
                || parsed.IsMatch(text.AsSpan(found.Start, found.Length)),
            iter: 5000);
}
