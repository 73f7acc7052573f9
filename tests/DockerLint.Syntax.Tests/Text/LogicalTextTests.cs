using System.Collections.Immutable;
using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tests.Text;

/// <summary>Texts of pieces of a source, which are written as <c>[piece]</c> in the tests.</summary>
public sealed class LogicalTextTests
{
    [Theory]
    [InlineData("x[ab]y", "ab", true)]
    [InlineData("x[ab]y[]", "ab", false)]
    [InlineData("x[ab]y[cd]", "abcd", false)]
    [InlineData("[]", "", true)]
    [InlineData("x[]y[]", "", false)]
    public void Its_characters_are_those_of_its_pieces(string marked, string text, bool isOnePiece)
    {
        LogicalText joined = Of(marked);

        Assert.Equal(text, joined.ToString());
        Assert.Equal(text, joined.Span.ToString());
        Assert.Equal(text.Length, joined.Length);
        Assert.Equal(isOnePiece, joined.IsOnePiece);
    }

    [Theory]
    [InlineData("x[ab]y", 1, 2, 3)]
    [InlineData("x[ab]yy[cd]z[e]", 1, 2, 5, 6, 8, 9)]
    [InlineData("x[ab][]yy[c][]", 1, 2, 5, 6)]
    [InlineData("x[]yy[]", 1)]
    public void A_character_stands_where_its_piece_does_and_the_end_after_the_last_one(string marked, params int[] places)
    {
        LogicalText joined = Of(marked);

        Assert.Equal(places, Enumerable.Range(0, joined.Length + 1).Select(joined.ToSource));
    }

    [Theory]
    [InlineData("x[ab]yy[cd]z[ef]", 1, 5, "bcde", 2, 5, 6, 8, 9)]
    [InlineData("x[ab]yy[cd]z[ef]", 2, 4, "cd", 5, 6, 7)]
    [InlineData("xx[abcd]", 1, 3, "bc", 3, 4, 5)]
    [InlineData("x[ab]yy[cd]", 3, 3, "", 6)]
    public void A_part_of_it_has_the_same_places(string marked, int start, int end, string text, params int[] places)
    {
        LogicalText part = Of(marked).Slice(TextSpan.Between(start, end));

        Assert.Equal(text, part.ToString());
        Assert.Equal(text, part.GetText(new TextSpan(0, part.Length)));
        Assert.Equal(places, Enumerable.Range(0, part.Length + 1).Select(part.ToSource));
    }

    [Theory]
    [InlineData("x[ab]yy[cd]", 1, 3, "byyc")]
    [InlineData("x[ab]yy[cd]", 0, 2, "ab")]
    [InlineData("x[ab]yy[cd]", 2, 4, "cd")]
    [InlineData("x[ab]yy[cd]", 0, 4, "abyycd")]
    [InlineData("x[abcd]", 1, 3, "bc")]
    public void A_part_stands_from_its_first_to_its_last_character(string marked, int start, int end, string text)
    {
        LogicalText joined = Of(marked);
        TextSpan span = joined.ToSource(TextSpan.Between(start, end));

        Assert.Equal(text, joined.Source[span.Start..span.End]);
    }

    [Theory]
    [InlineData("x[ab]yy[cd]", 2, 3)]
    [InlineData("x[a ]yy[cd]", 2, 5)]
    [InlineData("x[ab]yy[cd]", 0, 1)]
    [InlineData("x[ab]yy[cd]", 4, 7)]
    public void An_empty_part_stands_after_the_character_before_it_or_after_space_before_the_next(string marked, int offset, int place) =>
        Assert.Equal(new TextSpan(place, 0), Of(marked).ToSource(new TextSpan(offset, 0)));

    [Theory]
    [InlineData("x[ab]yy[cd]z[ef]", 1, 5, "b", "cd", "e")]
    [InlineData("x[ab]yy[cd]z[ef]", 2, 4, "cd")]
    [InlineData("x[ab]yy[cd]z[ef]", 3, 3)]
    [InlineData("x[abcd]", 1, 3, "bc")]
    public void The_fragments_of_a_part_are_what_is_unbroken(string marked, int start, int end, params string[] fragments)
    {
        LogicalText joined = Of(marked);
        LogicalText inner = joined.Slice(TextSpan.Between(1, joined.Length));

        Assert.Equal(fragments, TextsOf(joined, TextSpan.Between(start, end)));
        Assert.Equal(fragments, TextsOf(inner, TextSpan.Between(start - 1, end - 1)));

        static IEnumerable<string> TextsOf(LogicalText text, TextSpan part) =>
            text.Fragments(part).Select(fragment => text.Source[fragment.Start..fragment.End]);
    }

    [Fact]
    public void What_is_picked_of_it_is_joined_in_the_order_given()
    {
        LogicalText picked = Of("x[ab]yy[cd]").Pick([TextSpan.Between(3, 4), TextSpan.Between(0, 3)]);

        Assert.Equal("dabc", picked.ToString());
        Assert.Equal([6, 1, 2, 5, 6], Enumerable.Range(0, 5).Select(picked.ToSource));
    }

    [Theory]
    [InlineData("x[ab]y", "abc")]
    [InlineData("x[ab]yy[cd]", "--")]
    [InlineData("xx[ab]yy[cd]", null)]
    public void In_a_source_where_all_of_it_stands_further_on_it_says_the_same(string marked, string? added)
    {
        LogicalText text = Of(marked);
        string source = added is null ? text.Source[1..] : added + text.Source;
        int distance = source.Length - text.Source.Length;
        LogicalText moved = text.MovedTo(source, distance);

        Assert.Same(source, moved.Source);
        Assert.Equal(text.ToString(), moved.ToString());
        Assert.Equal(Enumerable.Range(0, text.Length + 1).Select(place => text.ToSource(place) + distance), Enumerable.Range(0, moved.Length + 1).Select(moved.ToSource));
    }

    private static LogicalText Of(string marked)
    {
        string source = "";
        ImmutableArray<TextSpan>.Builder pieces = ImmutableArray.CreateBuilder<TextSpan>();
        int start = 0;
        foreach (char character in marked)
        {
            if (character == '[')
                start = source.Length;
            else if (character == ']')
                pieces.Add(TextSpan.Between(start, source.Length));
            else
                source += character;
        }

        return LogicalText.Join(source, pieces.ToImmutable());
    }
}
