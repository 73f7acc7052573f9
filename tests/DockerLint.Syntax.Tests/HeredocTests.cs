using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class HeredocTests
{
    [Theory]
    [InlineData("RUN <<EOF", "EOF")]
    [InlineData("RUN <<EOF cat", "EOF")]
    [InlineData("RUN cat <<EOF > /f", "EOF")]
    [InlineData("RUN << EOF", "EOF")]
    [InlineData("RUN <<- EOF", "EOF")]
    [InlineData("RUN << -EOF", "-EOF")]
    [InlineData("RUN 3<<EOF", "EOF")]
    [InlineData("RUN 12<<-EOF", "EOF")]
    [InlineData("RUN <<'EOF'", "EOF")]
    [InlineData("RUN <<\"EOF\"", "EOF")]
    [InlineData("RUN <<E'O'F", "EOF")]
    [InlineData("RUN <<'a b'", "a b")]
    [InlineData("RUN <<a\\'b", "a'b")]
    [InlineData("RUN <<$x", "$x")]
    [InlineData("RUN <<${x}", "${x}")]
    [InlineData("RUN <<EOF>f", "EOF>f")]
    [InlineData("RUN <<A <<B", "A", "B")]
    [InlineData("RUN cat <<A - <<-'B' | sort", "A", "B")]
    [InlineData("COPY <<a.txt /dest", "a.txt")]
    [InlineData("COPY <<a <<b c /dest", "a", "b")]
    [InlineData("ADD <<a /dest", "a")]
    [InlineData("RUN --mount=type=cache,target=/x <<EOF", "EOF")]
    [InlineData("ONBUILD RUN <<EOF", "EOF")]
    [InlineData("ONBUILD COPY <<EOF /dest", "EOF")]
    [InlineData("RUN a \\\n <<EOF", "EOF")]
    [InlineData("RUN <<A <<A", "A", "A")]
    [InlineData("# escape=`\nRUN <<EOF", "EOF")]
    public void It_starts_at_a_word_with_two_less_than_signs(string line, params string[] names)
    {
        string bodies = string.Concat(names.Select(name => $"text\n{name}\n"));

        var file = DockerfileSyntax.Parse($"{line}\n{bodies}RUN next");

        Assert.Equal(names, file.Instructions[0].Heredocs.Select(heredoc => heredoc.Name));
        Assert.All(file.Instructions[0].Heredocs, heredoc => Assert.Equal("text\n", heredoc.Content));
        Assert.Equal(2, file.Instructions.Length);
        Assert.Empty(file.Errors);
    }

    [Theory]
    [InlineData("RUN \"<<EOF\"")]
    [InlineData("RUN '<<EOF'")]
    [InlineData("RUN <<<EOF")]
    [InlineData("RUN <EOF")]
    [InlineData("RUN <<")]
    [InlineData("RUN <<-")]
    [InlineData("RUN a<<EOF")]
    [InlineData("RUN \\<<EOF")]
    [InlineData("RUN echo $((1<<2))")]
    [InlineData("RUN [\"<<EOF\"]")]
    [InlineData("COPY [\"<<EOF\", \"/\"]")]
    [InlineData("CMD <<EOF")]
    [InlineData("ENTRYPOINT <<EOF")]
    [InlineData("USER <<EOF")]
    [InlineData("ENV a <<EOF")]
    [InlineData("HEALTHCHECK CMD <<EOF")]
    [InlineData("ONBUILD CMD <<EOF")]
    [InlineData("RUN <<EOF 'open")]
    [InlineData("RUN <<EOF ${open")]
    [InlineData("RUN <<EOF \"open")]
    public void Anything_else_is_text(string line)
    {
        var file = DockerfileSyntax.Parse($"{line}\nRUN next");

        Assert.Equal(2, file.Instructions.Length);
        Assert.Empty(file.Instructions[0].Heredocs);
    }

    [Theory]
    [InlineData("<<EOF", true, false)]
    [InlineData("<<-EOF", true, true)]
    [InlineData("<<'EOF'", false, false)]
    [InlineData("<<\"EOF\"", false, false)]
    [InlineData("<<-EO'F'", false, true)]
    [InlineData("<<EO\\F", true, false)]
    public void Quotes_stop_expansion_and_a_dash_strips_tabs(string mark, bool isExpanded, bool stripsTabs)
    {
        var file = DockerfileSyntax.Parse($"RUN {mark}\n\t\ta\n \tb\nEOF");

        HeredocSyntax heredoc = Assert.Single(file.Instructions[0].Heredocs);
        Assert.Equal((isExpanded, stripsTabs), (heredoc.IsExpanded, heredoc.StripsTabs));
        Assert.Equal("\t\ta\n \tb\n", heredoc.Content);
        Assert.Equal(stripsTabs ? "a\n \tb\n" : "\t\ta\n \tb\n", heredoc.Body.ToString());
        Assert.Equal(mark, file.At(heredoc.Span));
    }

    [Fact]
    public void A_stripped_body_knows_where_its_characters_stand()
    {
        var file = DockerfileSyntax.Parse("RUN <<-EOF\n\ta\n\n\t\tb\nEOF");

        HeredocSyntax heredoc = Assert.Single(file.Instructions[0].Heredocs);
        Assert.Equal("a\n\nb\n", heredoc.Body.ToString());
        Assert.Equal("b", file.At(heredoc.Body.ToSource(new TextSpan(3, 1))));
    }

    [Theory]
    [InlineData("RUN <<E\nE", "", "E")]
    [InlineData("RUN <<E\n\nE\n", "\n", "E")]
    [InlineData("RUN <<E\na\n E\nE \nEE\nE", "a\n E\nE \nEE\n", "E")]
    [InlineData("RUN <<E\r\na\r\nE\r\n", "a\r\n", "E")]
    [InlineData("RUN <<-E\na\n\t\tE\n", "a\n", "\t\tE")]
    [InlineData("RUN <<E\na \\\n# b\nRUN c\nE", "a \\\n# b\nRUN c\n", "E")]
    [InlineData("RUN <<E \\\n&& b\nc\nE", "c\n", "E")]
    public void It_ends_at_a_line_that_is_its_name(string text, string body, string terminator)
    {
        var file = DockerfileSyntax.Parse(text);

        HeredocSyntax heredoc = Assert.Single(Assert.Single(file.Instructions).Heredocs);
        Assert.Equal(body, heredoc.Content);
        Assert.Equal(terminator, file.At(heredoc.TerminatorSpan));
        Assert.True(heredoc.IsTerminated);
    }

    [Theory]
    [InlineData("RUN <<E", "", 0)]
    [InlineData("RUN <<E\n", "", 0)]
    [InlineData("RUN <<E\na\nb", "a\nb", 0)]
    [InlineData("RUN <<E\na\nFROM b\nRUN c", "a\n", 2)]
    [InlineData("RUN <<E\nfrom b\nRUN c", "from b\n", 1)]
    [InlineData("RUN <<E\nRUN c", "", 1)]
    [InlineData("RUN <<E\n RUN c\nRUNNER d\nRUN\nRUN e", " RUN c\nRUNNER d\nRUN\n", 1)]
    public void One_that_never_ends_stops_at_the_next_instruction_in_capitals(string text, string body, int others)
    {
        var file = DockerfileSyntax.Parse(text);

        HeredocSyntax heredoc = Assert.Single(file.Instructions[0].Heredocs);
        Assert.Equal(body, heredoc.Content);
        Assert.False(heredoc.IsTerminated);
        Assert.Equal(others, file.Instructions.Length - 1);
        Assert.Equal("this here-document never ends; put 'E' alone on the line after it", file.Errors[0].Message);
        Assert.Equal("<<E", file.At(file.Errors[0].Span));
    }

    [Theory]
    [InlineData("RUN cat <<E")]
    [InlineData("RUN cat <<E\n")]
    [InlineData("RUN cat <<E\r\n")]
    public void The_command_of_one_that_never_starts_is_read(string text) =>
        Assert.Equal("cat <<E", Trees.Instruction<RunSyntax>(text).Script!.Text.ToString());

    [Fact]
    public void Each_of_several_that_never_end_is_reported()
    {
        var file = DockerfileSyntax.Parse("RUN <<A <<B\nx\nRUN <<C\ny\nRUN <<-B\nz\nRUN <<D\nd\nD\nRUN <<A");

        Assert.Equal(["<<A", "<<B", "<<C", "<<-B", "<<A"], file.Errors.Select(error => file.At(error.Span)));
        Assert.Equal(
            ["x\n,", "y\n", "z\n", "d\n", ""],
            file.Instructions.Select(instruction => string.Join(',', instruction.Heredocs.Select(heredoc => heredoc.Content))));
    }

    [Theory]
    [InlineData("<<a <<b x /dest", "<<a", "a body\n")]
    [InlineData("<<a <<b x /dest", "<<b", "b body\n")]
    [InlineData("<<a <<'b' x /dest", "<<'b'", "b body\n")]
    [InlineData("<<a <<b x /dest", "x", null)]
    [InlineData("<<a <<b x /dest", "/dest", null)]
    public void A_source_of_COPY_knows_its_body(string arguments, string source, string? body)
    {
        CopySyntax copy = Trees.Instruction<CopySyntax>($"COPY {arguments}\na body\na\nb body\nb");

        Assert.Equal(body, copy.HeredocOf(copy.Arguments.Single(word => word.Text == source))?.Content);
    }

    [Fact]
    public void Of_two_with_one_name_both_sources_get_the_last_body()
    {
        CopySyntax copy = Trees.Instruction<CopySyntax>("COPY <<a <<a /dest\n1\na\n2\na");

        Assert.Equal(["2\n", "2\n"], copy.Sources.Select(source => copy.HeredocOf(source)?.Content));
    }

    [Theory]
    [InlineData("RUN <<'EOF")]
    [InlineData("RUN <<EOF'")]
    [InlineData("RUN <<\"EOF")]
    public void A_name_with_an_open_quote_is_text(string line)
    {
        var file = DockerfileSyntax.Parse($"{line}\nRUN next");

        Assert.Empty(file.Instructions[0].Heredocs);
        Assert.Equal(2, file.Instructions.Length);
    }
}
