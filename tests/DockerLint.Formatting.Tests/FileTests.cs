using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting.Tests;

/// <summary>What becomes of lines, comments and directives.</summary>
public sealed class FileTests
{
    [Theory]
    [InlineData("\n\nFROM a", "FROM a\n")]
    [InlineData("\uFEFF\n FROM a", "\uFEFFFROM a\n")]
    [InlineData("FROM a\n\n\n\nRUN b\n\n", "FROM a\n\nRUN b\n")]
    [InlineData("FROM a\nRUN b\nFROM c", "FROM a\nRUN b\n\nFROM c\n")]
    [InlineData("FROM a\n\n\nFROM b\n\n\n\n\n# c\nFROM d", "FROM a\n\n\nFROM b\n\n\n# c\nFROM d\n")]
    [InlineData("ARG A\nFROM a", "ARG A\nFROM a\n")]
    [InlineData("FROM a\n# b\n# c\nFROM d", "FROM a\n\n# b\n# c\nFROM d\n")]
    [InlineData("FROM a\n# b\n\nFROM d", "FROM a\n# b\n\nFROM d\n")]
    [InlineData("FROM a\n   # b  \n\n\t#c", "FROM a\n# b\n\n#c\n")]
    [InlineData("FROM a\n  # RUN b \\\n  #  c\n    # d\n# e\n  # f\n\n  # g", "FROM a\n# RUN b \\\n#  c\n  # d\n# e\n# f\n\n# g\n")]
    [InlineData("#SYNTAX=a\n#   escape =   `\nFROM a", "# syntax=a\n# escape=`\nFROM a\n")]
    [InlineData("# escape=`\nFROM a\nCOPY b   `\n  c", "# escape=`\nFROM a\nCOPY b `\n    c\n")]
    [InlineData("# syntax=a\n  # syntax=b\nFROM a", "# syntax=a\n  # syntax=b\nFROM a\n")]
    [InlineData("\n# escape=`\nFROM a", "\n# escape=`\nFROM a\n")]
    [InlineData("\n#!x\n# syntax=a\nFROM a", "\n#!x\n# syntax=a\nFROM a\n")]
    [InlineData("# a\r\nfrom b\r\ncopy c   \\\r\n  d\r\n", "# a\r\nFROM b\r\nCOPY c \\\r\n    d\r\n")]
    [InlineData("from b\nrun c\r\nrun d \\\r\n  e\n", "FROM b\nRUN c\nRUN d \\\n  e\n")]
    [InlineData("FROM a\nCOPY <<E /b\r\n x  \r\n\r\n\r\nE\r\n\n\nRUN c", "FROM a\nCOPY <<E /b\n x  \r\n\r\n\r\nE\n\nRUN c\n")]
    [InlineData("FROM a\nCOPY b \\\n c\nRUN d \\\n\t&& e", "FROM a\nCOPY b \\\n    c\nRUN d \\\n\t&& e\n")]
    [InlineData("FROM a\nCOPY b \\\nc\nRUN d \\\n\t&& e", "FROM a\nCOPY b \\\n\tc\nRUN d \\\n\t&& e\n")]
    [InlineData("FROM a\nRUN b \\\n # c\n\t&& d\nLABEL e=f \\\n  g=h", "FROM a\nRUN b \\\n # c\n\t&& d\nLABEL e=f \\\n\tg=h\n")]
    [InlineData("FROM a\nCOPY <<E /b  \n x", "FROM a\nCOPY <<E /b  \n x")]
    [InlineData("from a\nCOPY <<E /b\n\n\n\nrun  c\n # d", "FROM a\nCOPY <<E /b\n\n\n\nrun  c\n # d")]
    [InlineData("from a\n  BOGUS  b \n run c", "FROM a\n  BOGUS  b \nRUN c\n")]
    [InlineData("from a\ncopy  b\nrun  c", "FROM a\ncopy  b\nRUN c\n")]
    [InlineData("FROM a\nRUN b \\", "FROM a\nRUN b \\\n")]
    [InlineData("# escape=`\n# escape=`\n ", "# escape=`\n# escape=`\n")]
    [InlineData("", "")]
    [InlineData("  \n\n", "  \n\n")]
    [InlineData("# a", "# a\n")]
    public void Lines_are_put_right(string text, string expected) => Assert.Equal(expected, Formatted.Of(text));

    [Theory]
    [InlineData("indent_size=2", "FROM a\nCOPY b \\\n  c\n")]
    [InlineData("indent_style=tab", "FROM a\nCOPY b \\\n\tc\n")]
    [InlineData("indent_size=tab", "FROM a\nCOPY b \\\n\tc\n")]
    [InlineData("tab_width=3", "FROM a\nCOPY b \\\n   c\n")]
    [InlineData("indent_size=none", "FROM a\nCOPY b \\\n    c\n")]
    [InlineData("indent_size=1000000000", "FROM a\nCOPY b \\\n    c\n")]
    [InlineData("end_of_line=crlf", "FROM a\r\nCOPY b \\\r\n    c\r\n")]
    [InlineData("insert_final_newline=false", "FROM a\nCOPY b \\\n    c")]
    public void Properties_of_EditorConfig_decide(string property, string expected)
    {
        string[] pair = property.Split('=');
        var options = FormatOptions.From(name => name == pair[0] ? pair[1] : null);
        Assert.Equal(expected, Formatted.Of("FROM a\nCOPY b \\\n      c\n", options));
        Assert.Equal(expected, Formatted.Of(expected, options));
    }

    [Theory]
    [InlineData("80", true)]
    [InlineData("off", false)]
    [InlineData("200", false)]
    public void Flags_get_lines_of_their_own_where_the_line_is_too_long(string limit, bool isBroken)
    {
        const string Flags = "--mount=type=cache,target=/a --mount=type=cache,target=/b";
        string text = $"FROM a\nRUN {Flags} make install --with=everything\n";
        string expected = isBroken ? text.Replace(" --mount=type=cache,target=/b make", " \\\n    --mount=type=cache,target=/b \\\n    make", StringComparison.Ordinal) : text;
        Assert.Equal(expected, Formatted.Of(text, FormatOptions.From(name => name == "max_line_length" ? limit : null)));
    }

    [Theory]
    [InlineData("FROM --platform=$BUILDPLATFORM a@sha256:0123 AS b\n")]
    [InlineData("FROM a\nRUN a --with-a-long-argument --and-another\n")]
    [InlineData("FROM a\nCOPY --from=a b c\n")]
    [InlineData("FROM a\nCOPY --from=a #b-with-a-long-name c\n")]
    public void Lines_without_flags_and_those_of_FROM_stay_long(string text) =>
        Assert.Equal(text, Formatted.Of(text, FormatOptions.Default with { MaxLineLength = 25 }));

    [Theory]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/a b \\\n  && c\n", "FROM a\nRUN --mount=type=cache,target=/a \\\n  b \\\n  && c\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/a b\n", "FROM a\nRUN --mount=type=cache,target=/a \\\n    b\n")]
    public void A_line_that_is_new_in_a_script_lies_as_deep_as_the_others(string text, string expected) =>
        Assert.Equal(expected, Formatted.Of(text, FormatOptions.Default with { MaxLineLength = 30 }));

    [Theory]
    [InlineData("\t#!a\n//syntax=b\nFROM c\n")]
    [InlineData("FROM a\n #\n  # syntax=b\nRUN c\n")]
    [InlineData("FROM a\nENV \\  =\n")]
    [InlineData("FROM a\nEN\\\n # b \\\nV  c=d \\\n e=f\n")]
    [InlineData("FROM a\nENV b\\  c=d\n")]
    [InlineData("FROM a\nCOPY \\ \\\n<<E b\n")]
    [InlineData("FROM a\nCOPY b \\  \\\n<<E c\n")]
    public void Blanks_that_mean_something_stay(string text) => Assert.Equal(text, Formatted.Of(text));

    [Theory]
    [InlineData("\v# a\n\rFROM b\n", "# a\nFROM b\n")]
    [InlineData(" # escape=`\nFROM a\n \r# b\n \r # c\n", "# escape=`\nFROM a\n# b\n # c\n")]
    public void White_space_of_no_width_indents_nothing(string text, string expected) => Assert.Equal(expected, Formatted.Of(text));

    [Theory]
    [InlineData("{% if x %}\nfrom a\n{% endif %}\n")]
    [InlineData("from {{ image }}\nrun  x\n")]
    public void Templates_are_left_alone(string text)
    {
        FormatResult result = Formatted.Result(text);
        Assert.Equal((FormatOutcome.Template, text), (result.Outcome, result.Text.Value));
    }

    [Fact]
    public void It_is_said_where_not_all_was_formatted()
    {
        Assert.Equal(FormatOutcome.AroundErrors, Formatted.Result("from a\nbogus\n").Outcome);
        Assert.Equal(FormatOutcome.Whole, Formatted.Result("from a\n").Outcome);
    }

    [Fact]
    public void Of_a_range_only_its_lines_change()
    {
        const string Text = "from a\nrun  b\nrun  c\nrun  d\n";
        var model = DockerfileModel.Create(DockerfileSyntax.Parse(Text));
        FormatResult result = Formatter.Format(model, FormatOptions.Default, new TextSpan(Text.IndexOf('c', StringComparison.Ordinal), 1));
        Assert.Equal("from a\nrun  b\nRUN c\nrun  d\n", result.Text.Value);
    }

    [Theory]
    [InlineData("FROM a\nRUN b && \\\n|", "    ")]
    [InlineData("FROM a\nRUN b && \\\n  |  \n", "    ")]
    [InlineData("FROM a\nRUN b \\\n  && c d \\\n|\n  && e", "  ")]
    [InlineData("FROM a\nLABEL b=c \\\n|", "      ")]
    [InlineData("FROM a\nCOPY b \\\n|", "    ")]
    [InlineData("FROM a\nCOPY b \\\n|\nCOPY c \\\n\td", "\t")]
    [InlineData("FROM a\n|", null)]
    [InlineData("FROM a\nRUN b\n  |\n", null)]
    [InlineData("FROM a\nRUN <<E\n|\nE\n", null)]
    [InlineData("FROM a\nRUN echo 'b \\\n|", null)]
    [InlineData("FROM a\nRUN b \\\n c|", null)]
    [InlineData("|", null)]
    public void A_new_line_is_indented_as_what_it_goes_on_with(string text, string? expected)
    {
        int offset = text.IndexOf('|', StringComparison.Ordinal);
        Assert.Equal(expected, Formatter.IndentOfNewLine(new SourceText(text.Remove(offset, 1)), offset, FormatOptions.Default));
    }

    [Fact]
    public void A_new_line_of_a_script_that_is_indented_anew_lies_as_deep_as_it_will()
    {
        const string Text = "FROM a\nRUN b \\\n    && c d \\\n";
        Assert.Equal("        ", Formatter.IndentOfNewLine(new SourceText(Text), Text.Length, FormatOptions.Default with { IndentsShell = true }));
    }
}
