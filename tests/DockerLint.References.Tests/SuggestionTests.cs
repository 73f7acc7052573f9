using DockerLint.Lexing;

namespace DockerLint.References.Tests;

public sealed class SuggestionTests
{
    [Theory]
    [InlineData("typ", "type")]
    [InlineData("targte", "target")]
    [InlineData("tarpe", "type")]
    [InlineData("type", null)]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_suggested(string word, string? expected) =>
        Assert.Equal(expected, Suggestion.Nearest(word, ["type", "target", "id-long"]));

    [Fact]
    public void The_first_of_equally_near_words_is_suggested() => Assert.Equal("src", Suggestion.Nearest("xrc", ["src", "arc"]));
}
