using CsCheck;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Tests.Patterns;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("src/*.c", "src/main.c", true)]
    [InlineData("src/*.c", "src/sub/main.c", false)]
    [InlineData("*", "", true)]
    [InlineData("*", ".hidden", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a?c", "a😀c", true)]
    [InlineData("a??c", "a😀c", false)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[a-c]x", "dx", false)]
    [InlineData("[^a-c]x", "dx", true)]
    [InlineData("[^a-c]x", "x", false)]
    [InlineData("[z-a]", "m", false)]
    [InlineData("[😀-😂]", "😁", true)]
    [InlineData("[a[]", "[", true)]
    [InlineData("[*?]", "*", true)]
    [InlineData("a]", "a]", true)]
    [InlineData("^!-", "^!-", true)]
    [InlineData("\\[a\\]", "[a]", true)]
    [InlineData("\\a", "a", true)]
    [InlineData("**", "a/b", false)]
    [InlineData("a*b*", "a1b2", true)]
    [InlineData("*a*b", "xabab", true)]
    public void Paths_match_as_in_Go(string text, string path, bool expected) =>
        Assert.Equal(expected, Parse(text).IsMatch(path));

    [Theory]
    [InlineData("a\\", 2, 0)]
    [InlineData("a[", 2, 0)]
    [InlineData("[^", 2, 0)]
    [InlineData("[a", 2, 0)]
    [InlineData("[a-", 3, 0)]
    [InlineData("[a\\", 3, 0)]
    [InlineData("[]", 1, 1)]
    [InlineData("[^]a]", 2, 1)]
    [InlineData("x[-a]", 2, 1)]
    [InlineData("[a-]", 3, 1)]
    [InlineData("[a-b-c]", 4, 1)]
    public void A_bad_pattern_says_where(string text, int start, int length)
    {
        Assert.False(PathPattern.TryParse(text, out PathPattern? pattern, out PatternError? error));
        Assert.Null(pattern);
        Assert.Equal(new TextSpan(start, length), error.Span);
    }

    [Theory]
    [InlineData("a\\", "nothing follows the escape '\\'")]
    [InlineData("[a", "the character class has no closing ']'")]
    [InlineData("[]", "the character class is empty")]
    [InlineData("[a-]", "a character is missing beside the '-' of the class")]
    public void A_bad_pattern_says_why(string text, string message)
    {
        Assert.False(PathPattern.TryParse(text, out _, out PatternError? error));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("a/b", false)]
    [InlineData("a\\*", false)]
    [InlineData("a]", false)]
    [InlineData("a*", true)]
    [InlineData("a?", true)]
    [InlineData("[a]", true)]
    public void Wildcards_are_what_is_not_literal(string text, bool expected) =>
        Assert.Equal(expected, Parse(text).HasWildcards);

    [Fact]
    public void No_text_makes_it_throw() => Hostile.Text("*?[]^-\\/a").Sample(
        static text =>
        {
            if (PathPattern.TryParse(text, out PathPattern? pattern, out PatternError? error))
                pattern.IsMatch(text);
            else
                Assert.InRange(error.Span.End, 0, text.Length);
        },
        iter: 2000);

    [Fact]
    public void An_escaped_text_matches_itself_and_nothing_else() =>
        Gen.Select(Hostile.Text("*?[]^-\\/a"), Hostile.Text("*?[]^-\\/a")).Sample(
            static (text, other) =>
            {
                PathPattern pattern = Parse(string.Concat(text.Select(static c => "*?[\\".Contains(c) ? $"\\{c}" : $"{c}")));
                return !pattern.HasWildcards && pattern.IsMatch(text) && pattern.IsMatch(other) == (text == other);
            },
            iter: 2000);

    private static PathPattern Parse(string text)
    {
        Assert.True(PathPattern.TryParse(text, out PathPattern? pattern, out PatternError? error), error?.Message);
        return pattern;
    }
}
