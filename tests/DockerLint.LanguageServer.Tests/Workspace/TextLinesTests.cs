using CsCheck;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Tests.Workspace;

public sealed class TextLinesTests
{
    private static readonly Gen<string> s_text = Gen.OneOf("a", "é", "😀", "\n", "\r\n", "\r", "\uFEFF", "\uD83D", " ").Array[0, 30].Select(string.Concat);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(4, 2, 0)]
    [InlineData(5, 2, 1)]
    [InlineData(6, 2, 1)]
    [InlineData(7, 3, 0)]
    [InlineData(8, 3, 1)]
    public void Lines_end_at_all_line_ends_of_the_protocol(int offset, int line, int character) =>
        Assert.Equal(new LspPosition(line, character), new TextLines("a\nb\rc\r\nd", PositionEncoding.Utf16).PositionAt(offset));

    [Theory]
    [InlineData("utf-8", 6)]
    [InlineData("utf-16", 3)]
    [InlineData("utf-32", 2)]
    public void Characters_are_counted_in_the_units_that_were_agreed_on(string word, int character)
    {
        var lines = new TextLines("é😀x", PositionEncodings.Choose([word]));
        Assert.Equal(new LspPosition(0, character), lines.PositionAt(3));
        Assert.Equal(3, lines.OffsetAt(new LspPosition(0, character)));
    }

    [Fact]
    public void The_first_units_that_the_client_likes_and_the_server_knows_are_chosen()
    {
        Assert.Equal(PositionEncoding.Utf8, PositionEncodings.Choose(["utf-7", "utf-8", "utf-16"]));
        Assert.Equal(PositionEncoding.Utf16, PositionEncodings.Choose(null));
    }

    [Theory]
    [InlineData(0, 9, 2)]
    [InlineData(9, 0, 6)]
    [InlineData(-1, 0, 0)]
    [InlineData(1, -5, 4)]
    public void A_place_beyond_a_line_or_the_text_is_its_end(int line, int character, int offset) =>
        Assert.Equal(offset, new TextLines("ab\r\ncd", PositionEncoding.Utf16).OffsetAt(new LspPosition(line, character)));

    [Fact]
    public void Every_place_between_characters_is_found_again() => Gen.Select(s_text, Gen.Enum<PositionEncoding>()).Sample((text, encoding) =>
    {
        var lines = new TextLines(text, encoding);
        for (int offset = 0; offset <= text.Length; offset++)
        {
            LspPosition position = lines.PositionAt(offset);
            bool isInside = offset > 0 && offset < text.Length
                && ((text[offset] == '\n' && text[offset - 1] == '\r')
                    || (char.IsLowSurrogate(text[offset]) && char.IsHighSurrogate(text[offset - 1]) && encoding != PositionEncoding.Utf16));
            if (!isInside)
                Assert.Equal(offset, lines.OffsetAt(position));
        }
    });

    [Fact]
    public void No_place_is_outside_of_the_text() => Gen.Select(s_text, Gen.Int[-2, 40], Gen.Int[-2, 40], Gen.Enum<PositionEncoding>()).Sample((text, line, character, encoding) =>
        Assert.InRange(new TextLines(text, encoding).OffsetAt(new LspPosition(line, character)), 0, text.Length));
}
