using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class CommentTests
{
    [Theory]
    [InlineData("# a\n#b\n#\tc \nFROM x", "a", "b", "c")]
    [InlineData("# a\n\n\n# b\nFROM x", "a", "b")]
    [InlineData("# a\n#\n# b\nFROM x", "b")]
    [InlineData("# a\n#  \nFROM x")]
    [InlineData("# a\n  #\n# b\nFROM x", "a", "", "b")]
    [InlineData("FROM x")]
    [InlineData("# syntax=a\n# b\nFROM x", "b")]
    [InlineData("#!/bin/sh\n# check=skip=all\n# b\nFROM x", "!/bin/sh", "b")]
    public void The_comments_above_an_instruction_go_up_to_a_bare_hash(string text, params string[] comments) =>
        Assert.Equal(comments, Assert.Single(DockerfileSyntax.Parse(text).Instructions).CommentsAbove.Select(comment => comment.Text));

    [Fact]
    public void Each_instruction_has_its_own()
    {
        var file = DockerfileSyntax.Parse("# a\nFROM x\n# b\n# c\nRUN y\nRUN z\n# d");

        Assert.Equal(
            ["a", "b,c", ""],
            file.Instructions.Select(instruction => string.Join(',', instruction.CommentsAbove.Select(comment => comment.Text))));
        Assert.Equal(4, file.Comments.Length);
    }

    [Fact]
    public void Its_span_ends_before_the_line_end()
    {
        var file = DockerfileSyntax.Parse("FROM x\r\n \t# a  \r\n");

        CommentSyntax comment = Assert.Single(file.Comments);
        Assert.Equal("# a  ", file.At(comment.Span));
        Assert.True(comment.IsIndented);
        Assert.Equal("a", comment.Text);
    }

    [Theory]
    [InlineData("\uFEFF# a\nFROM x", false)]
    [InlineData("\uFEFF # a\nFROM x", true)]
    [InlineData("# a\nFROM x", false)]
    [InlineData(" # a\nFROM x", true)]
    public void A_byte_order_mark_is_no_indentation(string text, bool isIndented) =>
        Assert.Equal(isIndented, Assert.Single(DockerfileSyntax.Parse(text).Comments).IsIndented);
}
