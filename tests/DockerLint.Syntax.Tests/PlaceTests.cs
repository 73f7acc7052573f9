using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

/// <summary>What stands at a place of the file, and where parts of words stand.</summary>
public sealed class PlaceTests
{
    private const string Text = "# a\nFROM b\n# c\n# d\nRUN e\n\n# f\n";

    [Theory]
    [InlineData("# a", "")]
    [InlineData("FROM", "FROM b")]
    [InlineData("b\n", "FROM b")]
    [InlineData("# d", "FROM b")]
    [InlineData("RUN", "RUN e")]
    [InlineData("# f", "RUN e")]
    public void The_instruction_at_a_place_is_the_last_one_that_has_started(string place, string instruction)
    {
        var file = DockerfileSyntax.Parse(Text);

        Assert.Equal(instruction, file.InstructionAt(Text.IndexOf(place, StringComparison.Ordinal)) is { } found ? file.At(found.Span) : "");
    }

    [Theory]
    [InlineData(0, "# a")]
    [InlineData(3, "# a")]
    [InlineData(4, "# c")]
    [InlineData(13, "# c")]
    [InlineData(15, "# d")]
    [InlineData(19, "# f")]
    [InlineData(29, "# f")]
    [InlineData(30, "")]
    public void The_comment_from_a_place_is_the_first_that_has_not_ended(int offset, string comment)
    {
        var file = DockerfileSyntax.Parse(Text);

        Assert.Equal(comment, file.CommentFrom(offset) is { } found ? file.At(found.Span) : "");
    }

    [Theory]
    [InlineData("# a\nFROM b\n# c\n# d\nRUN e\n# f", "FROM", "RUN", "RUN", "")]
    [InlineData("FROM b\n# c\n#\n# d\nRUN e \\\n# f\n g", "", "", "RUN", "")]
    public void A_comment_belongs_to_the_instruction_that_it_stands_above(string text, params string[] below)
    {
        var file = DockerfileSyntax.Parse(text);

        Assert.Equal(below, file.Comments.Select(comment => file.InstructionBelow(comment)?.Keyword ?? ""));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "")]
    [InlineData(4, "a=1")]
    [InlineData(7, "a=1")]
    [InlineData(8, "b=2")]
    [InlineData(99, "b=2")]
    public void The_pair_at_a_place_is_the_last_one_that_has_started(int offset, string pair)
    {
        var file = DockerfileSyntax.Parse("ENV a=1 b=2");

        Assert.Equal(pair, ((EnvSyntax)file.Instructions[0]).PairAt(offset) is { } found ? file.At(found.Span) : "");
    }

    [Theory]
    [InlineData("USER a\\\nb", "ab", "a", "b")]
    [InlineData("USER a", "a", "a")]
    [InlineData("CMD [\"ab\"]", "ab", "ab")]
    [InlineData("CMD [\"a\\\"b\\\\\\/c\"]", "a\"b\\/c", "a", "\"", "b", "\\", "/", "c")]
    [InlineData("CMD [\"\\\"\"]", "\"", "\"")]
    [InlineData("CMD [\"a\\nb\"]", null)]
    [InlineData("CMD [\"\\u0061\"]", null)]
    public void The_text_of_a_word_stands_in_the_file_unless_an_escape_stands_for_another_character(string text, string? verbatim, params string[] pieces)
    {
        var file = DockerfileSyntax.Parse(text);
        LogicalText? actual = file.Instructions[0].Arguments[0].Verbatim;

        Assert.Equal(verbatim, actual?.ToString());
        if (actual is not null)
            Assert.Equal(pieces, actual.Fragments(new TextSpan(0, actual.Length)).Where(static piece => piece.Length > 0).Select(file.At));
    }

    [Fact]
    public void What_is_quoted_stands_between_the_quotes()
    {
        SingleQuotedPart quoted = Assert.IsType<SingleQuotedPart>(Trees.Instruction("USER a'bc'd").Arguments[0].Parts[1]);

        Assert.Equal(new TextSpan(2, 2), quoted.Content);
    }
}
