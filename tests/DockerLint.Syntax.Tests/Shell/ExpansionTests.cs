using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class ExpansionTests
{
    [Theory]
    [InlineData("$a", "a", "", null)]
    [InlineData("$10", "1", "", null)]
    [InlineData("$?", "?", "", null)]
    [InlineData("${a}", "a", "", null)]
    [InlineData("${10}", "10", "", null)]
    [InlineData("${01}", "01", "", null)]
    [InlineData("${90}", "90", "", null)]
    [InlineData("${a-b}", "a", "-", "b")]
    [InlineData("${a:-b}", "a", ":-", "b")]
    [InlineData("${a:-}", "a", ":-", null)]
    [InlineData("${a:=b c}", "a", ":=", "b c")]
    [InlineData("${a:?'no a'}", "a", ":?", "'no a'")]
    [InlineData("${a:+\"$b\"}", "a", ":+", "\"$b\"")]
    [InlineData("${a%.*}", "a", "%", ".*")]
    [InlineData("${a%%-*}", "a", "%%", "-*")]
    [InlineData("${a#*/}", "a", "#", "*/")]
    [InlineData("${a##*/}", "a", "##", "*/")]
    [InlineData("${a/b/c}", "a", "/", "b/c")]
    [InlineData("${a//b/c}", "a", "//", "b/c")]
    [InlineData("${a/#b/c}", "a", "/#", "b/c")]
    [InlineData("${a:1:2}", "a", ":", "1:2")]
    [InlineData("${a: -1}", "a", ":", " -1")]
    [InlineData("${a^^}", "a", "^^", null)]
    [InlineData("${a,}", "a", ",", null)]
    [InlineData("${a@Q}", "a", "@", "Q")]
    [InlineData("${#}", "#", "", null)]
    [InlineData("${!}", "!", "", null)]
    [InlineData("${#:-x}", "#", ":-", "x")]
    [InlineData("${@:2}", "@", ":", "2")]
    [InlineData("${a:-{}}", "a", ":-", "{")]
    [InlineData("${ x }", "", "", " x ")]
    public void A_parameter_has_a_name_an_operator_and_an_argument(string text, string name, string sign, string? argument)
    {
        ShellParameterExpansionSyntax expansion = Assert.IsType<ShellParameterExpansionSyntax>(Script.Word(text).Parts[0]);
        Assert.Equal(name, expansion.Name);
        Assert.Equal(sign, expansion.Operator.ToString());
        Assert.Equal(argument, expansion.Argument?.Text);
        Assert.Equal(text[1] == '{', expansion.IsBraced);
        Assert.False(expansion.IsLength || expansion.IsIndirect);
    }

    [Theory]
    [InlineData("${#a}", "a", true, false, null)]
    [InlineData("${#a[@]}", "a", true, false, "@")]
    [InlineData("${##}", "#", true, false, null)]
    [InlineData("${!a}", "a", false, true, null)]
    [InlineData("${!a*}", "a", false, true, null)]
    [InlineData("${!a[@]}", "a", false, true, "@")]
    [InlineData("${a[$i]}", "a", false, false, "$i")]
    public void A_sign_before_the_name_asks_for_something_else_of_it(
        string text, string name, bool length, bool indirect, string? subscript)
    {
        ShellParameterExpansionSyntax expansion = Script.Valid("x " + text)
            .DescendantsAndSelf().OfType<ShellParameterExpansionSyntax>().First();
        Assert.Equal((name, length, indirect), (expansion.Name, expansion.IsLength, expansion.IsIndirect));
        Assert.Equal(subscript, expansion.Subscript?.Text);
    }

    [Theory]
    [InlineData("\"${a:-it's}\"", "it's")]
    [InlineData("\"${a:-\"b}c\"}\"", "\"b}c\"")]
    [InlineData("\"${a#'}'}\"", "'}'")]
    [InlineData("\"${a:-\\}}\"", "\\}")]
    [InlineData("${a:-'}'}", "'}'")]
    [InlineData("${a:-${b:-$(echo })}}", "${b:-$(echo })}")]
    public void The_argument_ends_at_the_brace_that_is_not_quoted(string text, string argument) =>
        Assert.Equal(argument, Script.Valid("x " + text).DescendantsAndSelf().OfType<ShellParameterExpansionSyntax>().First().Argument!.Text);

    [Theory]
    [InlineData("`a b`", true, "a b")]
    [InlineData("$(a b)", false, "a b")]
    [InlineData("\"`a b`\"", true, "a b")]
    [InlineData("\"$(a b)\"", false, "a b")]
    [InlineData("$(\n a b # c )\n)", false, "a b")]
    [InlineData("$( (a b) )", false, "(a b)")]
    [InlineData("$((a b) )", false, "(a b)")]
    [InlineData("$(case x in a) b;; esac)", false, "case x in a) b;; esac")]
    [InlineData("$(echo \")\" ')')", false, "echo \")\" ')'")]
    public void A_command_substitution_is_a_script(string text, bool backquoted, string statement)
    {
        ShellCommandSubstitutionSyntax substitution = Script.Only<ShellCommandSubstitutionSyntax>("x " + text);
        Assert.Equal(backquoted, substitution.IsBackquoted);
        Assert.Equal(statement, Assert.Single(substitution.Statements).Text);
    }

    [Fact]
    public void Backquotes_lose_their_backslashes_before_they_are_read()
    {
        ShellScriptSyntax script = Script.Valid("x \"`a \\\"b c\\\" \\`d\\` \\$e`\"");
        Assert.Equal(["x", "a", "d"], script.Commands.Select(static command => command.Name!.Literal));
        ShellSimpleCommandSyntax inner = script.Commands[1];
        Assert.Equal("a \"b c\" `d` $e", inner.Text);
        Assert.Equal(["b c", null, null], inner.Arguments.Select(static word => word.Literal));
        Assert.Equal(new TextSpan(4, 19), inner.Span);
        Assert.Equal(new TextSpan(16, 1), script.Commands[2].Span);
    }

    [Theory]
    [InlineData("x $((1 + $a * (b - 1)))")]
    [InlineData("x $(( (a) + (b) ))")]
    [InlineData("x \"$((a << 2))\"")]
    public void Arithmetic_may_hold_parentheses_and_expansions(string text) =>
        Assert.NotEmpty(Script.Only<ShellArithmeticExpansionSyntax>(text).Parts);
}
