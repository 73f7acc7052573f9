using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class SpanTests
{
    [Theory]
    [InlineData("RUN a", "RUN", "RUN a")]
    [InlineData("  run  a  ", "run", "run  a")]
    [InlineData("\uFEFFRUN a\r\n", "RUN", "RUN a")]
    [InlineData("RU\\\nN a", "RU\\⏎N", "RU\\⏎N a")]
    [InlineData("\\\nRUN a", "RUN", "RUN a")]
    [InlineData("RUN a \\\n# c\n b", "RUN", "RUN a \\⏎# c⏎ b")]
    [InlineData("RUN a \\\n", "RUN", "RUN a")]
    [InlineData("RUN <<E\na\nE", "RUN", "RUN <<E")]
    public void Of_a_keyword_and_an_instruction(string text, string keyword, string whole)
    {
        var file = DockerfileSyntax.Parse(text);

        InstructionSyntax instruction = Assert.Single(file.Instructions);
        Assert.Equal((keyword, whole), (file.At(instruction.KeywordSpan), file.At(instruction.Span)));
    }

    [Theory]
    [InlineData("COPY a bc /d", "a", "bc", "/d")]
    [InlineData("COPY a \\\n  b\\\nc /d", "a", "b\\⏎c", "/d")]
    [InlineData("COPY a\\\n\n# c\n\tb", "a", "b")]
    [InlineData("COPY --link a b", "a", "b")]
    [InlineData("RUN a \\\r\n  b", "a \\\r⏎  b")]
    [InlineData("FROM a \\\n AS \\\n b", "a", "AS", "b")]
    public void Of_arguments_also_across_lines(string text, params string[] words)
    {
        var file = DockerfileSyntax.Parse(text);

        Assert.Equal(words, Assert.Single(file.Instructions).Arguments.Select(word => file.At(word.Span)));
    }

    [Theory]
    [InlineData("WORKDIR /a/$b/c", "$b", "b")]
    [InlineData("WORKDIR /a/${b}/c", "${b}", "b")]
    [InlineData("WORKDIR /a/${b\\\nc:-x}/c", "${b\\⏎c:-x}", "b\\⏎c")]
    [InlineData("WORKDIR \"/a/$b\"", "$b", "b")]
    [InlineData("COPY a /x \\\n  /$y", "$y", "y")]
    [InlineData("COPY [\"a\", \"/$y\"]", "$y", "y")]
    public void Of_variables(string text, string whole, string name)
    {
        var file = DockerfileSyntax.Parse(text);

        WordSyntax word = Assert.Single(file.Instructions).Arguments[^1];
        VariablePart variable = Assert.Single(word.Variables);
        Assert.Equal((whole, name), (file.At(word.SpanOf(variable.Span)), file.At(word.SpanOf(variable.NameSpan))));
    }

    [Fact]
    public void Of_here_documents_and_their_lines()
    {
        var file = DockerfileSyntax.Parse("RUN a \\\n <<- \\\n'E' <<F\n\tx\n\tE\ny\nF\n");

        Assert.Equal(
            ["<<- \\⏎'E'", "<<F"],
            file.Instructions[0].Heredocs.Select(heredoc => file.At(heredoc.Span)));
        Assert.Equal(["\tx⏎", "y⏎"], file.Instructions[0].Heredocs.Select(heredoc => file.At(heredoc.BodySpan)));
        Assert.Equal(["\tE", "F"], file.Instructions[0].Heredocs.Select(heredoc => file.At(heredoc.TerminatorSpan)));
    }

    [Fact]
    public void The_text_of_a_word_is_joined_but_its_span_is_not()
    {
        var file = DockerfileSyntax.Parse("USER ab\\\n# c\ncd");

        WordSyntax user = ((UserSyntax)file.Instructions[0]).Argument!;
        Assert.Equal("abcd", user.Text);
        Assert.Equal("abcd", user.ToString());
        Assert.Equal("b\\⏎# c⏎c", file.At(user.SpanOf(new TextSpan(1, 2))));
    }
}
