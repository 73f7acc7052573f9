namespace DockerLint.References.Tests;

public sealed class TextSpanTests
{
    [Fact]
    public void A_span_ends_where_its_length_says() => Assert.Equal(7, new TextSpan(3, 4).End);

    [Fact]
    public void A_span_between_two_offsets_has_their_distance() => Assert.Equal(new TextSpan(3, 4), TextSpan.Between(3, 7));

    [Fact]
    public void A_shifted_span_keeps_its_length() => Assert.Equal(new TextSpan(5, 4), new TextSpan(3, 4).Shift(2));

    [Theory]
    [InlineData(3, 4, true)]
    [InlineData(4, 0, true)]
    [InlineData(2, 2, false)]
    [InlineData(6, 2, false)]
    public void A_span_contains_what_lies_wholly_inside(int start, int length, bool inside) =>
        Assert.Equal(inside, new TextSpan(3, 4).Contains(new TextSpan(start, length)));

    [Fact]
    public void Spans_are_ordered_by_start_and_then_by_end()
    {
        Assert.True(new TextSpan(1, 9) < new TextSpan(2, 0));
        Assert.True(new TextSpan(2, 1) > new TextSpan(2, 0));
        Assert.True(new TextSpan(2, 1) <= new TextSpan(2, 1));
        Assert.True(new TextSpan(2, 1) >= new TextSpan(2, 1));
    }
}
