using CsCheck;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Tests.Patterns;

public sealed class ShellPatternTests
{
    [Theory]
    [InlineData("*/", "a/b/c", "b/c", "c")]
    [InlineData("?", "😀a", "a", "a")]
    [InlineData("*", "abc", "abc", "")]
    [InlineData("*", "a\nb", "a\nb", "\nb")]
    [InlineData("?", "\nb", "\nb", "\nb")]
    [InlineData("b", "abc", "abc", "abc")]
    [InlineData("", "abc", "abc", "abc")]
    [InlineData("[a]", "ab", "ab", "ab")]
    [InlineData("[a]", "[a]b", "b", "b")]
    [InlineData("\\*", "*a", "a", "a")]
    [InlineData("\\}\\/", "}/a", "a", "a")]
    [InlineData("a.c", "abc", "abc", "abc")]
    public void A_prefix_is_trimmed(string pattern, string value, string shortest, string longest)
    {
        Assert.Equal(shortest, Parse(pattern).TrimPrefix(value, longest: false));
        Assert.Equal(longest, Parse(pattern).TrimPrefix(value, longest: true));
    }

    [Theory]
    [InlineData(".*", "a.tar.gz", "a.tar", "a")]
    [InlineData("?", "a😀", "a", "a")]
    [InlineData("*", "abc", "abc", "")]
    [InlineData("*", "a\nb", "a\nb", "a\n")]
    [InlineData("b", "abc", "abc", "abc")]
    [InlineData("\\**", "xx**", "xx*", "xx")]
    [InlineData("", "abc", "abc", "abc")]
    public void A_suffix_is_trimmed(string pattern, string value, string shortest, string longest)
    {
        Assert.Equal(shortest, Parse(pattern).TrimSuffix(value, longest: false));
        Assert.Equal(longest, Parse(pattern).TrimSuffix(value, longest: true));
    }

    [Theory]
    [InlineData("b", "abab", "x", "axab", "axax")]
    [InlineData("a*b", "cabab", "x", "cx", "cx")]
    [InlineData("", "abc", "-", "-abc", "-a-b-c-")]
    [InlineData("", "😀", "-", "-😀", "-😀-")]
    [InlineData("", "", "-", "-", "-")]
    [InlineData("*", "", "-", "-", "-")]
    [InlineData("*", "abc", "-", "-", "-")]
    [InlineData("*", "a\nb", "-", "-\nb", "-\n-")]
    [InlineData("x*", "abxc", "-", "ab-", "ab-")]
    [InlineData("?", "ab", "", "b", "")]
    [InlineData("z", "ab", "x", "ab", "ab")]
    public void Matches_are_replaced(string pattern, string value, string replacement, string first, string all)
    {
        Assert.Equal(first, Parse(pattern).Replace(value, replacement, all: false));
        Assert.Equal(all, Parse(pattern).Replace(value, replacement, all: true));
    }

    [Theory]
    [InlineData("$1", "")]
    [InlineData("$0", "[b]")]
    [InlineData("${0}", "[b]")]
    [InlineData("${00}", "")]
    [InlineData("$0x", "")]
    [InlineData("${0}x", "[b]x")]
    [InlineData("$$", "$")]
    [InlineData("$$0", "$0")]
    [InlineData("$name.", ".")]
    [InlineData("${name}.", ".")]
    [InlineData("$é1_", "")]
    [InlineData("$", "$")]
    [InlineData("a$", "a$")]
    [InlineData("$.", "$.")]
    [InlineData("${", "${")]
    [InlineData("${}", "${}")]
    [InlineData("${a", "${a")]
    [InlineData("${a-b}", "${a-b}")]
    public void Replacing_all_reads_group_references_and_replacing_the_first_does_not(string replacement, string expected)
    {
        Assert.Equal($"a{expected}c", Parse("[?]").Replace("a[b]c", replacement, all: true));
        Assert.Equal($"a{replacement}c", Parse("[?]").Replace("a[b]c", replacement, all: false));
    }

    [Theory]
    [InlineData("\\x", "invalid escape '\\x'", 1, 1)]
    [InlineData("a\\.b", "invalid escape '\\.'", 2, 1)]
    [InlineData("\\😀", "invalid escape '\\😀'", 1, 2)]
    [InlineData("\\\\\\", "invalid escape '\\\uFFFD'", 3, 0)]
    public void A_bad_escape_is_an_error(string text, string message, int start, int length)
    {
        Assert.False(ShellPattern.TryParse(text, out _, out PatternError? error));
        Assert.Equal(new PatternError(message, new TextSpan(start, length)), error);
    }

    [Fact]
    public void No_text_makes_it_throw() => Gen.Select(Hostile.Text("*?\\}/a"), Hostile.Text("a${}0")).Sample(
        static (text, value) =>
        {
            if (!ShellPattern.TryParse(text, out ShellPattern? pattern, out PatternError? error))
            {
                Assert.InRange(error.Span.End, 0, text.Length);
                return;
            }

            Assert.EndsWith(pattern.TrimPrefix(value, longest: true), pattern.TrimPrefix(value, longest: false), StringComparison.Ordinal);
            Assert.StartsWith(pattern.TrimSuffix(value, longest: true), pattern.TrimSuffix(value, longest: false), StringComparison.Ordinal);
            pattern.Replace(value, value, all: false);
            pattern.Replace(value, value, all: true);
        },
        iter: 2000);

    [Fact]
    public void An_escaped_text_matches_itself() => Hostile.Text("*?\\}/a").Sample(
        static text =>
        {
            ShellPattern pattern = Parse(string.Concat(text.Select(static c => "*?\\}/".Contains(c) ? $"\\{c}" : $"{c}")));
            return pattern.TrimPrefix(text + "|", longest: true) == "|"
                && pattern.TrimSuffix("|" + text, longest: true) == "|"
                && pattern.Replace($"<{text}>", "", all: false) == "<>";
        },
        iter: 2000);

    private static ShellPattern Parse(string text)
    {
        Assert.True(ShellPattern.TryParse(text, out ShellPattern? pattern, out PatternError? error), error?.Message);
        return pattern;
    }
}
