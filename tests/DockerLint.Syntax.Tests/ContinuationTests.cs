using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class ContinuationTests
{
    [Theory]
    [InlineData("RUN a\\\nb", "ab")]
    [InlineData("RUN a \\\n  b", "a   b")]
    [InlineData("RUN a \\  \t\n\tb", "a \tb")]
    [InlineData("RUN a\\\r\nb\r\n", "ab")]
    [InlineData("RUN a\\\nb\\\nc", "abc")]
    [InlineData("RUN a\\\n# comment\nb", "ab")]
    [InlineData("RUN a\\\n   # comment \\\n b", "a b")]
    [InlineData("RUN a\\\n\n \t\nb", "ab")]
    [InlineData("RUN a\\\n\n# c\n\n# d\nb", "ab")]
    [InlineData("RUN a \\", "a")]
    [InlineData("RUN a \\\n", "a")]
    [InlineData("RUN a \\\n\n", "a")]
    [InlineData("RUN a \\\n# comment", "a")]
    [InlineData("RUN a \\\n\\\n\\\nb", "a b")]
    [InlineData("\\\nRUN a", "a")]
    [InlineData("RU\\\nN a", "a")]
    [InlineData("RUN\\\n a", "a")]
    [InlineData("RUN a # no comment", "a # no comment")]
    [InlineData("RUN a \\ b", "a \\ b")]
    public void Lines_that_end_in_the_escape_are_one(string text, string joined) =>
        Assert.Equal(joined, Trees.Instruction<RunSyntax>(text).ShellText?.Text);

    [Theory]
    [InlineData("RUN a\\\\\nRUN b")]
    [InlineData("RUN a\\\\\\\nRUN b")]
    [InlineData("RUN a`\nRUN b")]
    [InlineData("RUN a\nRUN b")]
    [InlineData("# comment \\\nRUN a\nRUN b")]
    [InlineData("# escape=`\nRUN a\\\nRUN b")]
    [InlineData("# escape=`\nRUN a``\nRUN b")]
    public void Others_are_not(string text) => Assert.Equal(2, DockerfileSyntax.Parse(text).Instructions.Length);

    [Theory]
    [InlineData("# escape=`\nRUN a `\n b", "a  b")]
    [InlineData("# escape=`\nRUN a` \t\nb", "ab")]
    [InlineData("# escape=`\nRUN `\n# c\n`\nb", "b")]
    public void With_the_backtick_as_escape_it_continues_lines(string text, string joined) =>
        Assert.Equal(joined, Trees.Instruction<RunSyntax>(text).ShellText?.Text);

    [Fact]
    public void Comments_in_between_belong_to_the_file_and_not_to_the_next_instruction()
    {
        var file = DockerfileSyntax.Parse("# above\nRUN a \\\n# one\n  # two\n b\nRUN c");

        Assert.Equal(["above", "one", "two"], file.Comments.Select(comment => comment.Text));
        Assert.Equal([false, true, true], file.Comments.Select(comment => comment.IsInsideInstruction));
        Assert.Equal([false, false, true], file.Comments.Select(comment => comment.IsIndented));
        Assert.Equal(["above"], file.Instructions[0].CommentsAbove.Select(comment => comment.Text));
        Assert.Empty(file.Instructions[1].CommentsAbove);
    }

    [Theory]
    [InlineData("RUN a \\\n b", null, " b")]
    [InlineData("RUN a", null, "RUN a")]
    [InlineData("RUN a \\\n\n b", "2:1", " b")]
    [InlineData("RUN a \\\n b \\\n  \n\n c", "3:1", " c")]
    [InlineData("RUN a \\\n# c\n\n b", "3:1", " b")]
    [InlineData("RUN a \\\n\n", "2:1", "")]
    public void The_first_blank_line_in_between_and_the_last_line_are_known(string text, string? blank, string last)
    {
        var file = DockerfileSyntax.Parse(text);

        InstructionSyntax instruction = Assert.Single(file.Instructions);
        Assert.Equal(blank, instruction.EmptyContinuation is { } span ? file.Source.PositionOf(span.Start).ToString() : null);
        Assert.Equal(last, file.At(instruction.LastLine));
    }

    [Theory]
    [InlineData("RUN a", false)]
    [InlineData("RUN a \\\n b", false)]
    [InlineData("RUN a \\", true)]
    [InlineData("RUN a \\\n", true)]
    [InlineData("RUN a \\\n\n# c\n", true)]
    [InlineData("RUN a \\\\\n", false)]
    public void A_line_may_be_expected_where_the_file_ends(string text, bool isOpen) =>
        Assert.Equal(isOpen, Assert.Single(DockerfileSyntax.Parse(text).Instructions).IsOpen);

    [Theory]
    [InlineData("\n\n  RUN a\n\n", "RUN a")]
    [InlineData("RUN a \\\n  b  \nRUN c", "RUN a \\⏎  b  ", "RUN c")]
    [InlineData("\\\nRUN a", "\\⏎RUN a")]
    [InlineData("RUN a\r\nRUN b\r\n", "RUN a", "RUN b")]
    [InlineData("RUN <<A\nb\nA\nRUN c", "RUN <<A⏎b⏎A", "RUN c")]
    [InlineData("COPY <<A <<B /\na\nA\nb\nB\n\nRUN c", "COPY <<A <<B /⏎a⏎A⏎b⏎B", "RUN c")]
    [InlineData("RUN <<A\nx\ny", "RUN <<A⏎x⏎y")]
    [InlineData("RUN <<A\nx\r\nRUN b", "RUN <<A⏎x", "RUN b")]
    [InlineData("RUN <<A <<B\nx\nA", "RUN <<A <<B⏎x⏎A")]
    [InlineData("RUN <<A\nRUN b", "RUN <<A", "RUN b")]
    public void The_extent_of_an_instruction_is_all_its_lines(string text, params string[] extents)
    {
        var file = DockerfileSyntax.Parse(text);

        Assert.Equal(extents, file.Instructions.Select(instruction => file.At(instruction.Extent)));
    }
}
