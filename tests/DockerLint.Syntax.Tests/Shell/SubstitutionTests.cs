using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class SubstitutionTests
{
    [Theory]
    [InlineData("x `a \\\\$b`", "a \\$b")]
    [InlineData("x `a \\\"b\\\"`", "a \\\"b\\\"")]
    [InlineData("x \"`a \\\"b\\\"`\"", "a \"b\"")]
    [InlineData("x \"`a \\b`\"", "a \\b")]
    [InlineData("x ${c:-`a \\\"b\\\"`}", "a \\\"b\\\"")]
    [InlineData("x \"${c:-`a \\\"b\\\"`}\"", "a \"b\"")]
    public void A_backslash_goes_before_a_double_quote_only_where_the_backquotes_are_quoted(string text, string inner) =>
        Assert.Equal(inner, Script.Valid(text).Commands[1].Text);

    [Theory]
    [InlineData("x ${a:-\\b}", "Escape[7..9)")]
    [InlineData("x \"${a:-\\b}\"", "Literal[8..10)")]
    [InlineData("x \"${a:-\\$b}\"", "Escape[8..10) Literal[10..11)")]
    [InlineData("x ${a:-$'}'}", "SingleQuoted[7..11)")]
    [InlineData("x \"${a:-$'b'}\"", "Literal[8..9) Literal[9..12)")]
    public void An_argument_has_the_parts_of_its_quoting(string text, string outline) =>
        Assert.Equal(outline, Script.Outline(Script.Only<ShellParameterExpansionSyntax>(text).Argument!.Parts));

    [Fact]
    public void A_subscript_that_is_never_closed_ends_at_the_brace() =>
        Assert.Equal("0", Script.Only<ShellParameterExpansionSyntax>("x ${a[0}").Subscript?.Text);

    [Theory]
    [InlineData("xyz `a)`", "xyz `a")]
    [InlineData("xyz `a \\$b )`", "xyz `a \\$b )")]
    public void A_command_ends_where_the_error_in_its_backquotes_is_found(string text, string command) =>
        Assert.Equal(command, Script.Read(text).Commands[0].Text);

    [Fact]
    public void Nothing_is_read_after_an_error_in_backquotes() =>
        Assert.DoesNotContain(Script.Read("x `a )`b").DescendantsAndSelf(), static node => node.Text == "b");
}
