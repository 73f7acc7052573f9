using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

public sealed class JsonLikeArrayTests
{
    [Theory]
    [InlineData("['a', 'b c']", "a|b c", true)]
    [InlineData("[ 'a' ]  ", "a", true)]
    [InlineData("[\u201ca\u201d, \u2018b\u2019]", "a|b", true)]
    [InlineData("[a, b]", "a|b", true)]
    [InlineData("[\"a\" \"b\"]", "a|b", false)]
    [InlineData("[\"a\",]", "a", false)]
    [InlineData("[,'a']", "a", false)]
    [InlineData("['a',,'b']", "a|b", false)]
    [InlineData("[]", "", false)]
    public void Items_are_found_and_whether_commas_are_where_they_belong(string text, string items, bool hasAllCommas)
    {
        Assert.True(JsonLikeArray.TryParse(text, out JsonLikeArray? array));
        Assert.Equal(items, string.Join('|', array.Items.Select(item => text.Substring(item.Span.Start, item.Span.Length))));
        Assert.Equal(hasAllCommas, array.HasAllCommas);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("[")]
    [InlineData("['a'")]
    [InlineData("['a]")]
    [InlineData("['a'] && b")]
    [InlineData("[['a']]")]
    public void Other_texts_are_none(string text) => Assert.False(JsonLikeArray.TryParse(text, out _));
}
