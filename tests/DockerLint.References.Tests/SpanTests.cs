namespace DockerLint.References.Tests;

public sealed class SpanTests
{
    [Fact]
    public void A_span_ends_where_its_length_says() => Assert.Equal(7, new TextSpan(3, 4).End);
}
