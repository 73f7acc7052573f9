using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class JsonFormTests
{
    [Theory]
    [InlineData("CMD []", "Cmd Json")]
    [InlineData("CMD [ ]", "Cmd Json")]
    [InlineData("CMD [\"a\"]", "Cmd Json |a|")]
    [InlineData("CMD [\"a\",\"b c\"]", "Cmd Json |a|b c|")]
    [InlineData("CMD\t[ \"a\"\t, \"b\" ] ", "Cmd Json |a|b|")]
    [InlineData("CMD [\"\"]", "Cmd Json ||")]
    [InlineData("CMD [ \"a\", \\\n # c\n \"b\" ]", "Cmd Json |a|b|")]
    [InlineData("CMD [\"\\\" \\\\ \\/ \\t \\u0041\\u00e9\"]", "Cmd Json |\" \\ / \t Aé|")]
    [InlineData("CMD [\"日本\"]", "Cmd Json |日本|")]
    [InlineData("RUN --network=none [\"a\"]", "Run Json --network=none |a|")]
    [InlineData("RUN [\"a\", \"b\"]", "Run Json |a|b|")]
    [InlineData("ENTRYPOINT [\"a\"]", "Entrypoint Json |a|")]
    [InlineData("SHELL [\"a\", \"-c\"]", "Shell Json |a|-c|")]
    [InlineData("VOLUME [\"/a b\"]", "Volume Json |/a b|")]
    [InlineData("COPY [\"a b\", \"c\"]", "Copy Json |a b|c|")]
    [InlineData("ADD --link [\"a b\", \"c\"]", "Add Json --link |a b|c|")]
    [InlineData("HEALTHCHECK CMD [\"a\", \"b\"]", "Healthcheck Json |CMD|a|b|")]
    [InlineData("ONBUILD CMD [\"a\"]", "Onbuild (Cmd Json |a|)")]
    public void A_whole_array_of_strings_is_JSON(string text, string dump) =>
        Assert.Equal(dump, Trees.Dump(Trees.Instruction(text)));

    [Theory]
    [InlineData("CMD ['a']", "Cmd Shell |['a']|")]
    [InlineData("CMD [\"a\"", "Cmd Shell |[\"a\"|")]
    [InlineData("CMD [\"a\"] b", "Cmd Shell |[\"a\"] b|")]
    [InlineData("CMD [\"a\",]", "Cmd Shell |[\"a\",]|")]
    [InlineData("CMD [,\"a\"]", "Cmd Shell |[,\"a\"]|")]
    [InlineData("CMD [\"a\" \"b\"]", "Cmd Shell |[\"a\" \"b\"]|")]
    [InlineData("CMD [\"a]", "Cmd Shell |[\"a]|")]
    [InlineData("CMD [a]", "Cmd Shell |[a]|")]
    [InlineData("CMD [\"\\x\"]", "Cmd Shell |[\"\\x\"]|")]
    [InlineData("CMD [\"\\u12\"]", "Cmd Shell |[\"\\u12\"]|")]
    [InlineData("CMD [\"a\tb\"]", "Cmd Shell |[\"a\tb\"]|")]
    [InlineData("CMD [01]", "Cmd Shell |[01]|")]
    [InlineData("CMD [tru]", "Cmd Shell |[tru]|")]
    [InlineData("CMD {\"a\":1}", "Cmd Shell |{\"a\":1}|")]
    [InlineData("CMD \"a\"", "Cmd Shell |\"a\"|")]
    [InlineData("RUN [ -f a ] && b", "Run Shell |[ -f a ] && b|")]
    [InlineData("COPY [\"a\" b]", "Copy |[\"a\"|b]|")]
    [InlineData("VOLUME ['a', 'b']", "Volume |['a',|'b']|")]
    [InlineData("EXPOSE [\"80\"]", "Expose |[\"80\"]|")]
    [InlineData("HEALTHCHECK CMD [a]", "Healthcheck Shell |CMD|[a]|")]
    [InlineData("WORKDIR [\"a\"]", "Workdir |[\"a\"]|")]
    public void What_is_no_valid_JSON_is_read_as_plain_text(string text, string dump)
    {
        var file = DockerfileSyntax.Parse(text);

        Assert.Equal(dump, Trees.Dump(Assert.Single(file.Instructions)));
        Assert.DoesNotContain(file.Errors, error => error.Phase == BuildPhase.Parse);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1.5e+3")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"a\": [1, \"b\"], \"c\": {}}")]
    [InlineData("[]")]
    [InlineData("[[\"a\"]]")]
    public void An_element_that_is_no_string_is_refused(string element)
    {
        var file = DockerfileSyntax.Parse($"CMD [\"a\", {element}]");

        SyntaxError error = Assert.Single(file.Errors);
        Assert.Equal(BuildPhase.Parse, error.Phase);
        Assert.Equal($"[\"a\", {element}]", file.At(error.Span));
        Assert.Equal("Cmd Json |a|", Trees.Dump(Assert.Single(file.Instructions)));
    }

    [Fact]
    public void Each_element_knows_where_it_stands()
    {
        var file = DockerfileSyntax.Parse("COPY [\"a\", \\\n  \"b\\u0063\"]");

        InstructionSyntax copy = file.Instructions[0];
        Assert.Equal(["\"a\"", "\"b\\u0063\""], copy.Arguments.Select(word => file.At(word.Span)));
        Assert.Equal("a", file.At(copy.Arguments[0].SpanOf(new TextSpan(0, 1))));
        Assert.Equal("\"b\\u0063\"", file.At(copy.Arguments[1].SpanOf(new TextSpan(1, 1))));
        Assert.True(copy.Arguments[0].IsJson);
    }

    [Theory]
    [InlineData("RUN [\"a\", \"b\"]", "a,b", null)]
    [InlineData("RUN a b", "", "a b")]
    [InlineData("RUN", "", null)]
    [InlineData("RUN []", "", null)]
    [InlineData("HEALTHCHECK CMD [\"a\"]", "a", null)]
    [InlineData("HEALTHCHECK CMD a b", "", "a b")]
    [InlineData("HEALTHCHECK CMD", "", null)]
    [InlineData("HEALTHCHECK", "", null)]
    public void A_command_gives_its_words_or_its_text(string text, string words, string? shell)
    {
        CommandSyntax command = Assert.IsAssignableFrom<CommandSyntax>(Trees.Instruction(text));

        Assert.Equal(words, string.Join(',', command.JsonWords.Select(word => word.Text)));
        Assert.Equal(shell, command.ShellText?.Text);
    }
}
