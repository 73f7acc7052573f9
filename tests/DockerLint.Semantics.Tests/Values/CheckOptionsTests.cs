using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

public sealed class CheckOptionsTests
{
    [Fact]
    public void An_empty_text_has_no_options()
    {
        Assert.True(CheckOptions.TryParse(" ", out CheckOptions? options, out _));
        Assert.Same(CheckOptions.None, options);
    }

    [Fact]
    public void Lists_keep_the_place_of_each_name()
    {
        Assert.True(CheckOptions.TryParse("skip=A, B,; experimental = C;error=T", out CheckOptions? options, out _));
        Assert.Equal([new("A", new TextSpan(5, 1)), new("B", new TextSpan(8, 1))], options.Skipped);
        Assert.Equal([new("C", new TextSpan(27, 1))], options.Experimental);
        Assert.True(options.FailsBuild);
        Assert.False(options.SkipsAll || options.EnablesAllExperimental);
    }

    [Fact]
    public void All_stands_for_every_check()
    {
        Assert.True(CheckOptions.TryParse("skip=all;experimental=all", out CheckOptions? options, out _));
        Assert.True(options.SkipsAll && options.EnablesAllExperimental);
    }

    [Fact]
    public void A_fourth_part_belongs_to_the_third()
    {
        Assert.True(CheckOptions.TryParse("error=0;error=1;skip=A;skip=B", out CheckOptions? options, out _));
        Assert.Equal("A;skip=B", Assert.Single(options.Skipped).Name);
    }

    [Theory]
    [InlineData("skip=A;", 7, 0)]
    [InlineData("skip", 0, 4)]
    [InlineData("foo=bar", 0, 3)]
    [InlineData("skip=A;error=maybe", 13, 5)]
    [InlineData("error=1;error=1;error=1;x", 22, 3)]
    public void A_wrong_option_is_named_where_it_stands(string text, int start, int length)
    {
        Assert.False(CheckOptions.TryParse(text, out _, out ValueError? error));
        Assert.Equal(new TextSpan(start, length), error.Span);
    }

    [Fact]
    public void A_misspelt_option_is_put_right()
    {
        Assert.False(CheckOptions.TryParse("skp=A", out _, out ValueError? error));
        Assert.EndsWith("use skip", error.Message, StringComparison.Ordinal);
    }
}
