using DockerLint.References;
using DockerLint.Semantics.Patterns;
using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

public sealed class SmallValueTests
{
    [Theory]
    [InlineData("9", 9, null)]
    [InlineData("-1", -1, null)]
    [InlineData("+99999", 99999, null)]
    [InlineData("sigterm", 15, "SIGTERM")]
    [InlineData("Quit", 3, "SIGQUIT")]
    [InlineData("SIGRTMIN+3", 37, "SIGRTMIN+3")]
    [InlineData("RTMAX-14", 50, "SIGRTMAX-14")]
    public void A_signal_is_a_number_or_a_name(string text, long number, string? name)
    {
        Assert.True(StopSignal.TryParse(text, out StopSignal? signal, out _));
        Assert.Equal(new StopSignal(number, name), signal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("0", "no signal")]
    [InlineData("SIG", "not known")]
    [InlineData("SIGSIGTERM", "not known")]
    [InlineData("SIGTREM", "use SIGTERM")]
    [InlineData("RTMIN+16", "not known")]
    [InlineData("15 ", "not known")]
    public void Another_signal_is_refused(string text, string message)
    {
        Assert.False(StopSignal.TryParse(text, out _, out ValueError? error));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0644", 0x1A4)]
    [InlineData("7777", 0xFFF)]
    [InlineData("00007777", 0xFFF)]
    public void A_mode_is_an_octal_number(string text, int bits)
    {
        Assert.True(ModeSpec.TryParse(text, out ModeSpec? mode, out _));
        Assert.Equal(bits, mode.Bits);
    }

    [Theory]
    [InlineData("u=rwX,go=rX", 2)]
    [InlineData("go=", 1)]
    [InlineData("+x-w", 1)]
    [InlineData("=rw,+X", 2)]
    [InlineData("go=u-w", 1)]
    public void A_mode_is_a_list_of_changes(string text, int clauses)
    {
        Assert.True(ModeSpec.TryParse(text, out ModeSpec? mode, out _));
        Assert.Null(mode.Bits);
        Assert.Equal(clauses, mode.Clauses.Length);
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("10000", 0, 5)]
    [InlineData("64a", 0, 3)]
    [InlineData("0o755", 0, 5)]
    [InlineData("u=zz", 2, 1)]
    [InlineData("u", 1, 0)]
    [InlineData("u=r,", 4, 0)]
    [InlineData("rwx", 0, 1)]
    public void Another_mode_is_refused(string text, int start, int length)
    {
        Assert.False(ModeSpec.TryParse(text, out _, out ValueError? error));
        Assert.Equal(new TextSpan(start, length), error.Span);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("1m30s", 90_000_000_000)]
    [InlineData("500ms", 500_000_000)]
    [InlineData("-1.5h", -5_400_000_000_000)]
    [InlineData("+.5s", 500_000_000)]
    [InlineData("1.s", 1_000_000_000)]
    [InlineData("1\u00b5s2us3\u03bcs", 6_000)]
    [InlineData("0.3333333333333333333h", 1_200_000_000_000)]
    [InlineData("9223372036854775807ns", long.MaxValue)]
    [InlineData("-9223372036854775808ns", long.MinValue)]
    [InlineData("0.100000000000000000000h", 360_000_000_000)]
    public void A_duration_is_read_as_Go_reads_it(string text, long nanoseconds)
    {
        Assert.True(GoDuration.TryParse(text, out GoDuration duration, out _));
        Assert.Equal(nanoseconds, duration.Nanoseconds);
    }

    [Theory]
    [InlineData("", "empty", 0, 0)]
    [InlineData("-", "empty", 0, 1)]
    [InlineData("3", "unit is missing", 1, 0)]
    [InlineData("00", "unit is missing", 2, 0)]
    [InlineData(".s", "number is missing", 0, 2)]
    [InlineData("1m.s", "number is missing", 2, 2)]
    [InlineData("s", "not a duration", 0, 1)]
    [InlineData("1d", "unit \"d\"", 1, 1)]
    [InlineData("1 s", "unit \" s\"", 1, 2)]
    [InlineData("9223372036854775808ns", "too long", 0, 21)]
    [InlineData("99999999999999h", "too long", 0, 15)]
    public void Another_duration_is_refused(string text, string message, int start, int length)
    {
        Assert.False(GoDuration.TryParse(text, out _, out ValueError? error));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(new TextSpan(start, length), error.Span);
    }

    [Fact]
    public void An_owner_is_a_user_with_or_without_a_group()
    {
        Assert.True(Ownership.TryParse("app:0", out Ownership? owner, out _));
        Assert.Equal(new Principal("app", null, new TextSpan(0, 3)), owner.User);
        Assert.Equal(new Principal("0", 0, new TextSpan(4, 1)), owner.Group);
        Assert.True(Ownership.TryParse("root", out owner, out _));
        Assert.True(owner.User.IsRoot);
        Assert.Null(owner.Group);
        Assert.False(Ownership.TryParse("", out _, out _));
    }

    [Theory]
    [InlineData("64m", 67108864)]
    [InlineData("1.5 KiB", 1536)]
    [InlineData("10", 10)]
    [InlineData("10b", 10)]
    [InlineData("2GB", 2147483648)]
    public void A_size_has_units_of_1024(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out long size));
        Assert.Equal(bytes, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-1m")]
    [InlineData("1kbb")]
    [InlineData("1x")]
    [InlineData("1 k ")]
    [InlineData("1\0")]
    public void Another_size_is_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Theory]
    [InlineData("", ".")]
    [InlineData("a/../..", "..")]
    [InlineData("/..//a/./b/", "/a/b")]
    public void Paths_are_cleaned_as_in_Go(string path, string expected) => Assert.Equal(expected, ContextPath.Clean(path));
}
