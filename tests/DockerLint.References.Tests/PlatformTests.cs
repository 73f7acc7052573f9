namespace DockerLint.References.Tests;

public sealed class PlatformTests
{
    [Theory]
    [InlineData("linux", "linux/amd64")]
    [InlineData("MacOS", "darwin/amd64")]
    [InlineData("x86_64", "linux/amd64")]
    [InlineData("aarch64", "linux/arm64")]
    [InlineData("armhf", "linux/arm")]
    [InlineData("armel", "linux/arm/v6")]
    [InlineData("linux/i386", "linux/386")]
    [InlineData("linux/arm/7", "linux/arm/v7")]
    [InlineData("linux/arm64/v8", "linux/arm64/v8")]
    [InlineData("linux/amd64/v1", "linux/amd64")]
    [InlineData("linux/amd64/V3", "linux/amd64/v3")]
    [InlineData("foobar/arm64", "foobar/arm64")]
    [InlineData("linux/a.b_c", "linux/a.b_c")]
    [InlineData("windows(10.0.17763+win32k)/amd64", "windows/amd64")]
    public void A_platform_is_read_and_formatted(string text, string expected)
    {
        Assert.True(Platform.TryParse(text, out Platform? platform, out _));
        Assert.Equal(expected, platform.Format());
    }

    [Theory]
    [InlineData("linux/arm64/v8", "linux/arm64")]
    [InlineData("linux/arm", "linux/arm/v7")]
    [InlineData("armhf", "linux/arm/v7")]
    public void A_normalised_platform_has_one_name(string text, string expected)
    {
        Assert.True(Platform.TryParse(text, out Platform? platform, out _));
        Assert.Equal(expected, platform.Normalize().Format());
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("linux/", 6, 0)]
    [InlineData("/amd64", 0, 0)]
    [InlineData("linux//v7", 6, 0)]
    [InlineData("linux/*", 6, 1)]
    [InlineData("lin.ux/amd64", 3, 1)]
    [InlineData("linux/a/b/c", 9, 2)]
    [InlineData("linucs", 0, 6)]
    [InlineData("amd64(1)", 0, 8)]
    [InlineData("windows(%z)/amd64", 8, 2)]
    public void A_wrong_platform_is_refused_where_it_is_wrong(string text, int start, int length)
    {
        Assert.False(Platform.TryParse(text, out _, out ValueError? error));
        Assert.Equal(new TextSpan(start, length), error.Span);
    }

    [Theory]
    [InlineData("", "the platform is empty; write os/architecture, such as linux/amd64")]
    [InlineData("linux/", "a part of the platform is empty; write os/architecture, such as linux/amd64")]
    [InlineData("linux/*", "\"*\" cannot stand here in a platform; write os/architecture, such as linux/amd64")]
    [InlineData("linux/a/b/c", "a platform has at most three parts; write os/architecture/variant")]
    [InlineData("linucs", "\"linucs\" is neither a known operating system nor a known architecture; did you mean linux?")]
    [InlineData("amd46", "\"amd46\" is neither a known operating system nor a known architecture; did you mean amd64?")]
    [InlineData("toaster", "\"toaster\" is neither a known operating system nor a known architecture; write os/architecture")]
    [InlineData("windows(%z+%y)/amd64", "% is not followed by two hexadecimal digits; write %25")]
    [InlineData("windows(1+%y)/amd64", "% is not followed by two hexadecimal digits; write %25")]
    public void What_is_wrong_is_said_with_what_to_do(string text, string message)
    {
        Assert.False(Platform.TryParse(text, out _, out ValueError? error));
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("linux/arm/5", "linux/arm/v5")]
    [InlineData("linux/arm/6", "linux/arm/v6")]
    [InlineData("linux/arm/8", "linux/arm/v8")]
    [InlineData("linux/arm/9", "linux/arm/9")]
    [InlineData("linux/arm64/8", "linux/arm64/v8")]
    [InlineData("linux/arm64/v9", "linux/arm64/v9")]
    [InlineData("linux/x86-64", "linux/amd64")]
    [InlineData("macos/AARCH64", "darwin/arm64")]
    public void Other_names_of_a_platform_are_known(string text, string expected)
    {
        Assert.True(Platform.TryParse(text, out Platform? platform, out _));
        Assert.Equal(expected, platform.ToString());
    }

    [Fact]
    public void Features_of_a_normalised_platform_are_in_order_and_stand_once()
    {
        Assert.True(Platform.TryParse("windows(+b+a+b)/amd64", out Platform? platform, out _));
        Assert.Null(platform.OsVersion);
        Assert.Equal(["a", "b"], platform.Normalize().OsFeatures);
    }

    [Fact]
    public void The_builder_fills_in_what_one_word_leaves_out()
    {
        Assert.True(Platform.TryParse("linux", new Platform("linux", "arm", "v6"), out Platform? platform, out _));
        Assert.Equal("linux/arm/v6", platform.Format());
    }

    [Fact]
    public void Version_and_features_of_the_system_are_kept()
    {
        Assert.True(Platform.TryParse("windows(10.0%2B1+a+b)/amd64", out Platform? platform, out _));
        Assert.Equal("10.0+1", platform.OsVersion);
        Assert.Equal(["a", "b"], platform.OsFeatures);
    }
}
